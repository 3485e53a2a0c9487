package dev.catchwater.fairlead.essay;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Received;
import dev.catchwater.testkit.Reply;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The examples of docs/pooling.md. */
class PoolingTest extends Essay {
    private long connections() {
        return upstream.requests().stream().map(Received::connection).distinct().count();
    }

    @Test
    void aClientForEachCallIsAConnectionForEachCall() {
        upstream.when(Match.get("/")).reply(Reply.ok("text"));
        // SHOWN
        for (int i = 0; i < 20; i++) {
            try (HttpClient once = HttpClient.create(vertx, settings)) {
                once.send(ask("/")).flatMap(Response::text).await().atMost(PATIENCE);
            }
        }
        // END
        assertThat(connections()).isEqualTo(20);
    }

    @Test
    void aClientThatIsKeptNeedsOneConnectionForCallsInTurn() {
        upstream.when(Match.get("/")).reply(Reply.ok("text"));
        // SHOWN
        for (int i = 0; i < 20; i++) {
            client.send(ask("/")).flatMap(Response::text).await().atMost(PATIENCE);
        }
        // END
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void anAnswerThatNobodyReadsKeepsItsConnectionAndItsPlace() {
        upstream.when(Match.get("/")).reply(Reply.ok("text"));
        use(settings.withAdmission(settings.admission().withInFlight(1)));
        // SHOWN
        Response response = client.send(ask("/")).await().atMost(PATIENCE); // only the status is wanted
        CompletableFuture<Response> next = client.send(ask("/")).subscribeAsCompletionStage();
        // END
        await().atMost(PATIENCE).until(() -> client.queued() == 1);
        assertThat(next).isNotDone();
        assertThat(client.inFlight()).isEqualTo(1);
        // SHOWN
        Uni<Void> given = response.body().discard(); // reads to the end, or cancel() to close the connection
        // END
        get(given);
        assertThat(get(Uni.createFrom().completionStage(next).flatMap(Response::text)))
                .isEqualTo("text");
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileFailsNoGet() {
        upstream.when(Match.get("/")).reply(Reply.ok("text").thenClose());
        for (int i = 0; i < 20; i++) {
            assertThat(get(client.send(ask("/")).flatMap(Response::text))).isEqualTo("text");
        }
        assertThat(connections()).isEqualTo(20);
    }
}
