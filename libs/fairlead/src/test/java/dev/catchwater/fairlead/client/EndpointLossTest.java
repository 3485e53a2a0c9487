package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CircuitState;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointState;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.Ejection;
import dev.catchwater.fairlead.balance.EndpointView;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.balance.Picking;
import dev.catchwater.fairlead.balance.SlowStart;
import dev.catchwater.fairlead.breaker.CircuitView;
import dev.catchwater.fairlead.exchange.Bounds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Load over real sockets and real time: three upstreams, of which one is killed and comes back. */
class EndpointLossTest {
    private static final int WORKERS = 16;
    /** A stall of the machine is no failure of an endpoint. */
    private static final Bounds PATIENT =
            new Bounds(PATIENCE, PATIENCE, PATIENCE, Bounds.DEFAULT.maxHeadBytes(), 1 << 20, 200);

    private final Vertx vertx = Vertx.vertx();
    private final Map<Integer, AtomicInteger> served = new ConcurrentHashMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Queue<CallEvent.EndpointChanged> changes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();

    /** Waits for the condition, or for the first failure, which says more than that it took too long. */
    private void awaitUnlessFailed(BooleanSupplier condition) {
        await().atMost(PATIENCE).until(() -> condition.getAsBoolean() || !failures.isEmpty());
        assertThat(failures).isEmpty();
    }

    @AfterEach
    void close() {
        stop.set(true);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private HttpServer serve(int port) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"));
        server.requestHandler(request -> vertx.setTimer(2, waited -> {
            served.computeIfAbsent(server.actualPort(), none -> new AtomicInteger())
                    .incrementAndGet();
            request.response().end("here");
        }));
        return join(server.listen(port));
    }

    static List<Picking> pickings() {
        // On a busy machine a first answer may take seconds, which three decays forget.
        Picking peakEwma = new Picking.PeakEwma(Duration.ofSeconds(1), Duration.ofSeconds(1));
        return List.of(peakEwma, Picking.roundRobin(), Picking.leastRequests(), Picking.rendezvous());
    }

    @ParameterizedTest
    @MethodSource("pickings")
    void noIdempotentRequestFailsWhenAnEndpointIsKilledUnderLoadAndItIsLedInAgain(Picking picking) {
        List<HttpServer> servers = new ArrayList<>(List.of(serve(0), serve(0), serve(0)));
        HttpServer victim = servers.getFirst();
        int port = victim.actualPort();
        try (HttpClient client = client(picking, servers)) {
            warmUp(client);
            for (int i = 0; i < WORKERS; i++) {
                running.incrementAndGet();
                work(client);
            }
            awaitUnlessFailed(() -> served.size() == 3 && answers.get() > 300);
            join(victim.close());
            awaitUnlessFailed(() -> state(client, port) == EndpointState.EJECTED);
            int then = answers.get();
            awaitUnlessFailed(() -> answers.get() > then + 300);
            AtomicInteger before = new AtomicInteger(served.get(port).get());
            serve(port);
            awaitUnlessFailed(
                    () -> changes.stream().anyMatch(change -> change.reason().equals("its time is over")));
            awaitUnlessFailed(() -> served.get(port).get() > before.get() + 50);
            stop.set(true);
            await().atMost(PATIENCE).until(() -> running.get() == 0);
            assertThat(client.inFlight()).isZero();
            assertThat(client.circuits()).extracting(CircuitView::state).containsOnly(CircuitState.CLOSED);
            assertThat(client.endpoints()).extracting(EndpointView::inFlight).containsOnly(0);
        }
        assertThat(failures).isEmpty();
    }

    /** More in flight at one endpoint than failures in a row would open the circuit of the origin. */
    @Test
    void allThatIsInFlightAtAKilledEndpointIsOneFailureOfItsOrigin() {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        List<HttpServer> servers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            servers.add(join(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                    .requestHandler(held::add)
                    .listen(0)));
        }
        try (HttpClient client = client(Picking.roundRobin(), servers)) {
            List<CompletableFuture<String>> calls = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                calls.add(client.send(Request.get("http://orders.internal/"))
                        .flatMap(Response::text)
                        .subscribeAsCompletionStage());
            }
            await().atMost(PATIENCE).until(() -> held.size() == 60);
            join(servers.getFirst().close());
            await().atMost(PATIENCE).until(() -> held.size() == 90);
            assertThat(client.circuits()).extracting(CircuitView::state).containsOnly(CircuitState.CLOSED);
            held.forEach(request -> request.response().end("here"));
            calls.forEach(call -> assertThat(call.join()).isEqualTo("here"));
        }
    }

    private HttpClient client(Picking picking, List<HttpServer> servers) {
        Endpoint[] endpoints = servers.stream()
                .map(server -> Endpoint.of("127.0.0.1", server.actualPort()))
                .toArray(Endpoint[]::new);
        BalancePolicy policy = BalancePolicy.DEFAULT
                .withPicking(picking)
                .withEjection(Ejection.DEFAULT.withTimes(Duration.ofMillis(500), Duration.ofSeconds(1)))
                .withSlowStart(new SlowStart(Duration.ofSeconds(1), 0.1, 1));
        return HttpClient.create(
                vertx,
                Settings.named("orders")
                        .withBounds(PATIENT)
                        .withEndpoints(Endpoints.of("http://orders.internal", endpoints)
                                .withPolicy(policy))
                        .withListener(event -> {
                            if (event instanceof CallEvent.EndpointChanged change) {
                                changes.add(change);
                            }
                        }));
    }

    /** The first requests of a process load classes for seconds on a busy machine, and the test is not about those. */
    private static void warmUp(HttpClient client) {
        for (int i = 0; i < 10; i++) {
            get(client.send(Request.get("http://orders.internal/")).flatMap(Response::text));
        }
    }

    private void work(HttpClient client) {
        if (stop.get() || !failures.isEmpty()) {
            running.decrementAndGet();
            return;
        }
        Request request = Request.get("http://orders.internal/").with(Picking.KEY, "key " + answers.get() % 50);
        client.send(request)
                .flatMap(response -> response.requireSuccess().flatMap(Response::text))
                .subscribe()
                .with(
                        text -> {
                            answers.incrementAndGet();
                            work(client);
                        },
                        thrown -> {
                            failures.add(thrown);
                            // Not at once: a failure may come while sending, and the stack has an end.
                            vertx.runOnContext(then -> work(client));
                        });
    }

    private static EndpointState state(HttpClient client, int port) {
        return client.endpoints().stream()
                .filter(view -> view.endpoint().endsWith(":" + port))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
