package dev.catchwater.fairlead.essay;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.StreamHandle;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** The examples of docs/cancellation.md. */
class CancellationTest extends Essay {
    @Test
    void whoWaitsOnTheLoopWaitsForHimself() throws InterruptedException {
        upstream.when(Match.get("/")).reply(Reply.ok("text"));
        LinkedBlockingQueue<Object> result = new LinkedBlockingQueue<>();
        Request request = ask("/");
        vertx.runOnContext(onTheLoop -> {
            try {
                // SHOWN
                String text =
                        client.send(request).flatMap(Response::text).await().atMost(Duration.ofMillis(300));
                // END
                result.add(text);
            } catch (RuntimeException thrown) {
                result.add(thrown);
                result.add(upstream.requests().size());
            }
        });
        assertThat(taken(result)).isInstanceOf(TimeoutException.class);
        assertThat(taken(result)).as("requests that were so much as sent").isEqualTo(0);
    }

    @Test
    void whoSubscribesOnTheLoopIsTold() throws InterruptedException {
        upstream.when(Match.get("/")).reply(Reply.ok("text"));
        LinkedBlockingQueue<String> result = new LinkedBlockingQueue<>();
        Request request = ask("/");
        vertx.runOnContext(onTheLoop -> {
            // SHOWN
            client.send(request).flatMap(Response::text).subscribe().with(result::add);
            // END
        });
        assertThat(taken(result)).isEqualTo("text");
    }

    @Test
    void cancellingTheLastFutureCancelsNothingButItself() {
        Opened<StreamHandle> answers = upstream.when(Match.get("/")).stream();
        Request request = ask("/");
        // SHOWN
        CompletableFuture<Integer> length = client.send(request)
                .flatMap(Response::text)
                .subscribeAsCompletionStage()
                .thenApply(String::length);
        length.cancel(true);
        // END
        StreamHandle answer = answers.next(PATIENCE);
        answer.write("all of it");
        answer.end();
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        assertThat(upstream.disconnects())
                .as("it was read to its end, for nobody")
                .isEmpty();
        assertThat(length).isCancelled();
    }

    @Test
    void cancellingTheFirstFutureReachesTheSocket() {
        Opened<StreamHandle> answers = upstream.when(Match.get("/")).stream();
        CompletableFuture<String> text =
                client.send(ask("/")).flatMap(Response::text).subscribeAsCompletionStage();
        answers.next(PATIENCE).write("half of it");
        text.cancel(true);
        upstream.awaitDisconnect(PATIENCE);
    }

    @Test
    void cancellingASubscriptionReachesTheSocket() {
        Opened<StreamHandle> answers = upstream.when(Match.get("/")).stream();
        Request request = ask("/");
        // SHOWN
        Cancellable reading = client.send(request)
                .flatMap(Response::text)
                .map(String::length)
                .subscribe()
                .with(length -> {});
        // END
        answers.next(PATIENCE).write("half of it");
        // SHOWN
        reading.cancel();
        // END
        upstream.awaitDisconnect(PATIENCE);
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
    }

    @Test
    void aCallThatNeedsThePlaceOfTheOneItBelongsToFailsWhenTheQueueHasWaitedLongEnough() {
        Opened<StreamHandle> lists = upstream.when(Match.get("/list")).stream();
        ManualTimers timers = new ManualTimers();
        HttpClient one = HttpClient.create(
                vertx, settings.withAdmission(settings.admission().withInFlight(1)), timers, new Random(1));
        Request list = ask("/list");
        // SHOWN
        Multi<String> details = one.send(list)
                .onItem()
                .transformToMulti(response -> response.body().stream()) // holds its place until the list ends
                .onItem()
                .transformToUniAndConcatenate(
                        line -> one.send(ask("/detail/" + line)).flatMap(Response::text)); // needs another
        // END
        LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        details.subscribe().with(detail -> {}, failures::add);
        lists.next(PATIENCE).write("1");
        await().atMost(PATIENCE).until(() -> one.queued() == 1);
        timers.clock().advance(Duration.ofSeconds(10)); // what a place is waited for by default
        await().atMost(PATIENCE).until(() -> failures.size() == 1);
        assertThat(HttpFailure.of(failures.remove()))
                .isEqualTo(new HttpFailure.TimedOut(HttpFailure.Phase.QUEUE, Duration.ofSeconds(10)));
        await().atMost(PATIENCE).until(() -> one.inFlight() == 0);
        one.close();
    }

    @Test
    void aListThatIsReadBeforeItsDetailsAreAskedForNeedsOnePlace() {
        upstream.when(Match.get("/list")).reply(Reply.ok("1,2,3"));
        upstream.when(Match.any()).answer(request -> Reply.ok(request.path()));
        use(settings.withAdmission(settings.admission().withInFlight(1)));
        Request list = ask("/list");
        // SHOWN
        Uni<List<String>> details = client.send(list)
                .flatMap(Response::text) // to the end: its place is free again
                .onItem()
                .transformToMulti(lines -> Multi.createFrom().items(lines.split(",")))
                .onItem()
                .transformToUniAndConcatenate(
                        line -> client.send(ask("/detail/" + line)).flatMap(Response::text))
                .collect()
                .asList();
        // END
        assertThat(get(details)).containsExactly("/detail/1", "/detail/2", "/detail/3");
    }
}
