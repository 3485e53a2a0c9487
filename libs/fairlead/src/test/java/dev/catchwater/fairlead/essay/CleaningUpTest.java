package dev.catchwater.fairlead.essay;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.StreamHandle;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** The examples of docs/cleaning-up.md: a semaphore stands for whatever a call holds while it runs. */
class CleaningUpTest extends Essay {
    private final Semaphore places = new Semaphore(1);

    @Test
    void whatHearsOfItemsAndFailuresDoesNotHearOfCancellation() {
        Opened<StreamHandle> answers = upstream.when(Match.get("/")).stream();
        Request request = ask("/");
        // SHOWN
        places.acquireUninterruptibly();
        Cancellable reading = client.send(request)
                .flatMap(Response::text)
                .onItemOrFailure()
                .invoke((text, failure) -> places.release())
                .subscribe()
                .with(text -> {}, failure -> {});
        // END
        answers.next(PATIENCE).write("half of it");
        reading.cancel();
        upstream.awaitDisconnect(PATIENCE);
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        assertThat(places.availablePermits()).as("gone for good").isZero();
    }

    @Test
    void theHeadIsNotTheEnd() {
        Opened<StreamHandle> answers = upstream.when(Match.get("/")).stream();
        Request request = ask("/");
        // SHOWN
        places.acquireUninterruptibly();
        Uni<Response> call = client.send(request).onTermination().invoke(places::release);
        // END
        Response response = get(call);
        assertThat(places.availablePermits())
                .as("free, while the body is on its way")
                .isEqualTo(1);
        assertThat(client.inFlight()).isEqualTo(1);
        answers.next(PATIENCE).end();
        assertThat(get(response.text())).isEmpty();
    }

    private Multi<Buffer> held(Request request) {
        // SHOWN
        Multi<Buffer> body = Multi.createFrom()
                .resource(
                        () -> {
                            places.acquireUninterruptibly();
                            return places;
                        },
                        taken -> client.send(request).onItem().transformToMulti(response -> response.body().stream()))
                .withFinalizer(taken -> {
                    taken.release(); // at the end, after a failure, and when cancelled
                });
        // END
        return body;
    }

    @Test
    void aResourceThatLivesAsLongAsItsStreamIsThereAgainAtTheEnd() {
        Opened<StreamHandle> answers = upstream.when(Match.get("/")).stream();
        List<Buffer> read = new CopyOnWriteArrayList<>();
        held(ask("/")).subscribe().with(read::add);
        StreamHandle answer = answers.next(PATIENCE);
        answer.write("all of it");
        await().atMost(PATIENCE).until(() -> !read.isEmpty());
        assertThat(places.availablePermits()).isZero();
        answer.end();
        await().atMost(PATIENCE).until(() -> places.availablePermits() == 1);
    }

    @Test
    void aResourceThatLivesAsLongAsItsStreamIsThereAgainAfterAFailureAndACancellation() {
        Opened<StreamHandle> answers = upstream.when(Match.get("/")).stream();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        held(ask("/")).subscribe().with(buffer -> {}, failures::add);
        answers.next(PATIENCE).reset();
        await().atMost(PATIENCE).until(() -> failures.size() == 1 && places.availablePermits() == 1);

        Cancellable reading = held(ask("/")).subscribe().with(buffer -> {});
        answers.next(PATIENCE).write("half of it");
        assertThat(places.availablePermits()).isZero();
        reading.cancel();
        await().atMost(PATIENCE).until(() -> places.availablePermits() == 1);
        upstream.awaitDisconnects(1, PATIENCE);
    }

    @Test
    void aBodySaysOnceHowItEnded() {
        Opened<StreamHandle> answers = upstream.when(Match.get("/")).stream();
        List<Outcome> ends = new CopyOnWriteArrayList<>();
        Request request = ask("/");
        // SHOWN
        Uni<Response> call =
                client.send(request).invoke(response -> response.body().onEnd(ends::add));
        // END
        Response response = get(call);
        Cancellable reading = response.body().stream().subscribe().with(buffer -> {});
        answers.next(PATIENCE).write("half of it");
        reading.cancel();
        response.body().cancel();
        upstream.awaitDisconnect(PATIENCE);
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        assertThat(ends).singleElement().isInstanceOf(Outcome.Cancelled.class);
    }
}
