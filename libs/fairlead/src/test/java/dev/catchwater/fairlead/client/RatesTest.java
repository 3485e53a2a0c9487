package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.admission.Priority;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Priorities and rates over real sockets: order and completeness, and the upstream's own count. */
class RatesTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    private final List<CallEvent> events = Collections.synchronizedList(new ArrayList<>());

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private HttpClient client(AdmissionPolicy admission) {
        return HttpClient.create(
                VERTX,
                Settings.named("rates")
                        .withGuard(GuardPolicy.OFF)
                        .withRetries(RetryPolicy.NEVER)
                        .withAdmission(admission)
                        .withListener(events::add));
    }

    @Test
    void underOverloadTheTopClassGoesFirstTheLowestKeepsItsFloorAndAllAreServed() {
        upstream.when(Match.any()).reply(Reply.ok("x"));
        List<Priority> order = Collections.synchronizedList(new ArrayList<>());
        try (HttpClient client = client(new AdmissionPolicy(1, 1_000, Duration.ofMinutes(5)))) {
            upstream.when(Match.get("/first")).reply(Reply.never());
            var first =
                    client.send(Request.get(upstream.uri("/first"))).subscribe().with(response -> {});
            upstream.awaitRequests(1, PATIENCE);
            List<Uni<String>> calls = new ArrayList<>();
            for (int i = 0; i < 180; i++) {
                Priority priority = Priority.values()[2 - i % 3];
                calls.add(Uni.createFrom()
                        .completionStage(
                                client.send(Request.get(upstream.uri("/")).with(Priority.CLASS, priority))
                                        .flatMap(Response::text)
                                        .invoke(() -> order.add(priority))
                                        .subscribeAsCompletionStage()));
            }
            await().atMost(PATIENCE).until(() -> client.queued() == 180);
            first.cancel();
            calls.forEach(call -> assertThat(get(call)).isEqualTo("x"));
        }
        List<Priority> early = order.subList(0, 60);
        assertThat(early.stream().filter(it -> it == Priority.CRITICAL)).hasSizeGreaterThanOrEqualTo(45);
        assertThat(early.stream().filter(it -> it == Priority.BACKGROUND)).hasSizeGreaterThanOrEqualTo(5);
        assertThat(order).hasSize(180);
    }

    @Test
    void manyEventLoopsTogetherLoseNobodyAndTakeTheTimeThatTheirRateAsksFor() throws InterruptedException {
        upstream.when(Match.any()).reply(Reply.ok("x"));
        Duration window = Duration.ofMillis(500);
        ConcurrentLinkedQueue<Long> grants = new ConcurrentLinkedQueue<>();
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(200);
        Settings settings = Settings.named("rates")
                .withGuard(GuardPolicy.OFF)
                .withAdmission(AdmissionPolicy.DEFAULT
                        .withQueue(1_000, Duration.ofMinutes(2), 0)
                        .withRates(RatePolicy.NONE.withPerOrigin(RateLimit.perWindow(50, window))))
                .withTimeout(Duration.ofMinutes(2))
                .withListener(event -> {
                    if (event instanceof CallEvent.Admitted) {
                        grants.add(System.nanoTime());
                    }
                });
        try (HttpClient client = HttpClient.create(VERTX, settings)) {
            for (int loop = 0; loop < 8; loop++) {
                Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 25; i++) {
                        client.send(Request.get(upstream.uri("/")))
                                .flatMap(Response::text)
                                .subscribe()
                                .with(text -> left.countDown(), thrown -> {
                                    failed.incrementAndGet();
                                    left.countDown();
                                });
                    }
                });
            }
            assertThat(left.await(2, TimeUnit.MINUTES)).isTrue();
            assertThat(client.inFlight()).isZero();
            assertThat(client.queued()).isZero();
        }
        assertThat(failed).hasValue(0);
        assertThat(grants).hasSize(200);
        List<Long> sorted = grants.stream().sorted().toList();
        // 50 a window and a tenth of it at once: 150 more than the first 50 take three windows.
        assertThat(sorted.getLast() - sorted.getFirst()).isGreaterThan(2 * window.toNanos());
    }

    @Test
    void aRefusalStopsTheOthersToThatOriginToo() {
        upstream.when(Match.get("/limited")).reply(Reply.status(429).header("Retry-After", "3600"));
        upstream.when(Match.get("/other")).reply(Reply.ok("x"));
        try (HttpClient client = client(AdmissionPolicy.DEFAULT.withRates(RatePolicy.NONE.learning()))) {
            assertThat(get(client.send(Request.get(upstream.uri("/limited")))).status())
                    .isEqualTo(429);
            var other = client.send(Request.get(upstream.uri("/other")))
                    .onItemOrFailure()
                    .transform((response, thrown) -> String.valueOf(thrown));
            assertThat(get(other)).contains("the rate limit of origin");
        }
        assertThat(upstream.requests()).hasSize(1);
    }
}
