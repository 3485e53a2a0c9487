package dev.catchwater.fairlead.essay;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.batch.Batch;
import dev.catchwater.fairlead.batch.BatchResult;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of docs/concurrency.md. */
class ConcurrencyTest extends Essay {
    private final CountDownLatch delivered = new CountDownLatch(1);

    @Test
    void oneThreadWaitsForFiftyAnswersAtOnce() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(50);
        upstream.when(Match.any()).answer(request -> {
            all.countDown();
            return Reply.ok(all.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? "all are here" : "some are missing");
        });
        List<Request> requests = Stream.generate(() -> ask("/")).limit(50).toList();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CompletableFuture<Set<String>> texts = new CompletableFuture<>();
        vertx.runOnContext(onTheLoop -> {
            // SHOWN
            Uni<Set<String>> waiting = Batch.asCompleted(client::send, requests, 50, Response::text)
                    .invoke(result -> threads.add(Thread.currentThread()))
                    .map(ConcurrencyTest::textOf)
                    .collect()
                    .asSet();
            // END
            waiting.subscribe().with(texts::complete, texts::completeExceptionally);
        });
        assertThat(get(Uni.createFrom().completionStage(texts))).containsExactly("all are here");
        assertThat(threads).hasSize(1);
    }

    private static String textOf(BatchResult<String> result) {
        return result instanceof BatchResult.Done<String> done ? done.value() : result.toString();
    }

    @Test
    void noMoreCallsAreAtTheUpstreamThanWereAllowed() {
        AtomicInteger there = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        upstream.when(Match.any()).answer(request -> {
            most.accumulateAndGet(there.incrementAndGet(), Math::max);
            Thread.yield();
            there.decrementAndGet();
            return Reply.ok("text");
        });
        List<Request> requests = Stream.generate(() -> ask("/")).limit(200).toList();
        // SHOWN
        use(settings.withAdmission(settings.admission().withInFlight(8)));
        // END
        get(Batch.asCompleted(client::send, requests, 200, Response::text)
                .collect()
                .asList());
        assertThat(most.get()).isBetween(1, 8);
    }

    /** Stands for something that keeps a processor busy: it ends when another call's answer was delivered meanwhile. */
    private boolean compute(Duration limit) {
        try {
            return delivered.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the answer to another call on the same loop was delivered while the first one's reader computed. */
    private boolean otherIsDeliveredDuring(Uni<Boolean> first) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        vertx.runOnContext(onTheLoop -> {
            first.subscribe().with(result::complete, result::completeExceptionally);
            client.send(ask("/other")).flatMap(Response::text).subscribe().with(text -> delivered.countDown());
        });
        return get(Uni.createFrom().completionStage(result));
    }

    @Test
    void aReaderThatComputesOnTheLoopStopsEveryCallOfTheLoop() {
        CountDownLatch firstIsRead = new CountDownLatch(1);
        upstream.when(Match.get("/")).reply(Reply.ok("large"));
        upstream.when(Match.get("/other")).answer(request -> {
            firstIsRead.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Reply.ok("small");
        });
        Duration limit = Duration.ofMillis(300);
        Request request = ask("/");
        // SHOWN
        Uni<Boolean> parsed = client.send(request)
                .flatMap(Response::text)
                .invoke(text -> firstIsRead.countDown())
                .map(text -> compute(limit)); // on the event loop, as all that comes from a call
        // END
        assertThat(otherIsDeliveredDuring(parsed)).isFalse();
    }

    @Test
    void aReaderThatComputesElsewhereStopsNobody() {
        upstream.when(Match.any()).reply(Reply.ok("text"));
        Request request = ask("/");
        // SHOWN
        Uni<Boolean> parsed = client.send(request)
                .flatMap(Response::text)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(text -> compute(PATIENCE));
        // END
        assertThat(otherIsDeliveredDuring(parsed)).isTrue();
    }
}
