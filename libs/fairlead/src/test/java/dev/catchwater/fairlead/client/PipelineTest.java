package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.conditional.Conditional;
import dev.catchwater.fairlead.conditional.Validators;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.sse.SseClient;
import dev.catchwater.fairlead.sse.SseEvent;
import dev.catchwater.fairlead.sse.SsePolicy;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.SseFrame;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stages together, over real sockets and in real time. */
class PipelineTest {
    private static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    private final HttpClient client =
            HttpClient.create(VERTX, Settings.named("pipeline").withGuard(GuardPolicy.OFF));

    @AfterEach
    void close() {
        await().atMost(PATIENCE).until(() -> client.inFlight() == 0);
        client.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private Request ask(String path) {
        return Request.get(upstream.uri(path));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
            zipped.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void aBrokenAttemptABusyOneAndARedirectEndInOneAnswer() throws Exception {
        upstream.when(Match.get("/a"))
                .reply(Reply.reset(), Reply.status(503).body("busy"), Reply.redirect(302, "b?x=1"));
        upstream.when(Match.get("/b").query("x", "1"))
                .reply(Reply.ok().body(gzip("there".getBytes())).header("Content-Encoding", "gzip"));
        Response response = get(client.send(ask("/a")));
        assertThat(get(response.text())).isEqualTo("there");
        assertThat(response.uri()).isEqualTo(upstream.uri("/b?x=1"));
        assertThat(response.hops()).hasSize(1);
        assertThat(upstream.requests()).hasSize(4);
    }

    @Test
    void aConnectionThatTheServerHasClosedMeanwhileIsNoFailureOfAGet() {
        upstream.when(Match.get("/")).reply(Reply.ok("body").thenClose());
        for (int i = 0; i < 30; i++) {
            assertThat(get(client.send(ask("/")).flatMap(Response::text))).isEqualTo("body");
        }
    }

    @Test
    void aBombIsRefusedThroughTheWholePipelineAndItsConnectionClosed() throws Exception {
        byte[] bomb = gzip(new byte[30 << 20]);
        upstream.when(Match.get("/"))
                .reply(Reply.stream(handle -> handle.write(bomb)).header("Content-Encoding", "gzip"));
        assertThat(failureOf(client.send(ask("/"))
                        .flatMap(response -> response.body().bytes())))
                .isInstanceOf(HttpFailure.TooLarge.class);
        upstream.awaitDisconnect(PATIENCE);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        upstream.when(Match.get("/feed")).answer(Reply.revalidating("\"1\"", Reply.ok("news")));
        Conditional first = get(Conditional.get(client::send, ask("/feed"), Validators.NONE));
        assertThat(get(((Conditional.Fetched) first).response().text())).isEqualTo("news");
        assertThat(get(Conditional.get(client::send, ask("/feed"), first.validators())))
                .isInstanceOf(Conditional.NotModified.class);
    }

    @Test
    void anEventStreamSurvivesItsConnectionsAndClosesWithItsReader() {
        upstream.when(Match.get("/events").noHeader("Last-Event-ID")).reply(Reply.sse(stream -> {
            stream.retry(Duration.ofMillis(1));
            stream.send(SseFrame.data("one").id("1"));
            stream.drop();
        }));
        upstream.when(Match.get("/events").header("Last-Event-ID", "1"))
                .reply(Reply.sse(stream -> stream.send(SseFrame.data("two").id("2"))));
        SseClient events = new SseClient(
                client::send, SsePolicy.DEFAULT, new VertxTimers(VERTX, InstantSource.system()), new Random(1));
        var reader = events.events(ask("/events")).subscribe().withSubscriber(AssertSubscriber.<SseEvent>create(10));
        reader.awaitItems(2, PATIENCE);
        assertThat(reader.getItems())
                .containsExactly(new SseEvent("message", "one", "1"), new SseEvent("message", "two", "2"));
        assertThat(client.inFlight()).isEqualTo(1);
        reader.cancel();
        await().atMost(PATIENCE)
                .until(() -> upstream.disconnects().stream()
                        .anyMatch(left -> left.request().header("Last-Event-ID").isPresent()));
    }

    @Test
    void manyCallsAtOnceAllGetTheirOwnAnswers() {
        upstream.when(Match.any().pathMatching("/\\d+")).answer(request -> Reply.ok(request.path()));
        List<String> texts = get(Multi.createFrom()
                .range(0, 1_000)
                .onItem()
                .transformToUni(i -> client.send(ask("/" + i)).flatMap(Response::text))
                .merge(200)
                .collect()
                .asList());
        assertThat(texts).hasSize(1_000).doesNotHaveDuplicates();
    }
}
