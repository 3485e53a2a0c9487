package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.exchange.OverSockets.loop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a call, its place on the connection is another's. */
class Http2PlacesTest extends OverHttp2 {
    private static final String BOTH_LOOPS = "the connection's own, or another";

    private final AtomicInteger subscribed = new AtomicInteger();

    private Request upload(String uri, Uni<Buffer> chunk) {
        return Request.post(uri)
                .withStream("text/plain", chunk.toMulti().onSubscription().invoke(subscribed::incrementAndGet));
    }

    /** The connection refuses heads while it drops one, and the place is free before that is over. */
    @Test
    void aCallThatWaitsForThePlaceOfOneGivenUpUnsentIsSent() {
        String uri = serve(held::add);
        Context loop = loop();
        CompletableFuture<Cancellable> upload = new CompletableFuture<>();
        loop.runOnContext(here ->
                upload.complete(exchange.proceed(upload(uri, Uni.createFrom().nothing()))
                        .subscribe()
                        .with(none -> {}, gone -> {})));
        await().atMost(PATIENCE).until(() -> subscribed.get() == 1);
        var first = on(loop, Request.get(uri));
        await().atMost(PATIENCE).until(() -> held.size() == 1);
        var second = on(loop, Request.get(uri));
        var third = on(loop, Request.get(uri));
        loop.runOnContext(here -> upload.join().cancel());
        await().atMost(PATIENCE).until(() -> held.size() == 2 || second.isDone() || third.isDone());
        held.getFirst().response().end("x");
        assertThat(text(first)).isEqualTo("x");
        await().atMost(PATIENCE).until(() -> held.size() == 3 || second.isDone() || third.isDone());
        held.subList(1, held.size()).forEach(request -> request.response().end("x"));
        assertThat(text(second)).isEqualTo("x");
        assertThat(text(third)).isEqualTo("x");
        assertThat(connections).hasSize(1);
    }

    private static void answerEarly(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.POST)) {
            request.pause();
        }
        request.response().end("early");
    }

    /** RFC 9113 §8.1: such a peer ought to reset the stream. */
    @RepeatedTest(value = 2, name = BOTH_LOOPS)
    void anAnswerThatWasReadGivesItsPlaceBackThoughThePeerTakesNoMoreOfTheBody() {
        String uri = serve(Http2PlacesTest::answerEarly);
        for (int i = 0; i < 4; i++) {
            assertThat(text(on(loop(), Request.post(uri).withBody(LARGE)))).isEqualTo("early");
        }
        assertThat(text(on(loop(), Request.get(uri)))).isEqualTo("early");
        assertThat(connections).hasSize(1);
    }

    @RepeatedTest(value = 2, name = BOTH_LOOPS)
    void anAnswerThatIsGivenUpBehindItsEndGivesItsPlaceBackToo() {
        String uri = serve(Http2PlacesTest::answerEarly);
        for (int i = 0; i < 4; i++) {
            Response unread = get(uni(on(loop(), Request.post(uri).withBody(LARGE))));
            OverSockets.everyLoopHasLookedAtItsSockets();
            unread.body().cancel();
        }
        assertThat(text(on(loop(), Request.get(uri)))).isEqualTo("early");
        assertThat(connections).hasSize(1);
    }

    /** The peer allows fewer calls than it did when a call got its place: RFC 9113 §5.1.2. */
    @Test
    void aPlaceThatTheCodecRefusesIsMadeUpForByAnotherConnectionAndTheFirstEndsItsCalls() {
        String uri = serve(request -> {
            if (request.uri().equals("/held")) {
                held.add(request);
            } else {
                request.response().end("x");
            }
        });
        CompletableFuture<Buffer> chunk = new CompletableFuture<>();
        var begun = on(loop(), Request.get(uri + "held"));
        await().atMost(PATIENCE).until(() -> held.size() == 1);
        var refused = on(loop(), upload(uri, Uni.createFrom().completionStage(chunk)));
        await().atMost(PATIENCE).until(() -> subscribed.get() == 1);
        get(Uni.createFrom()
                .completionStage(connections
                        .iterator()
                        .next()
                        .updateSettings(allowing(1))
                        .toCompletionStage()));
        OverSockets.everyLoopHasLookedAtItsSockets();
        chunk.complete(Buffer.buffer("x"));
        assertThat(failureOf(uni(refused)))
                .isInstanceOfSatisfying(
                        HttpFailure.Disconnected.class,
                        failure -> assertThat(failure.stale()).isTrue());
        assertThat(text(on(loop(), Request.get(uri)))).isEqualTo("x");
        held.getFirst().response().end("whole");
        assertThat(text(begun)).isEqualTo("whole");
        assertThat(connections).hasSize(2);
    }

    /** The bound on connecting is longer than this test waits. */
    @Test
    void aWarmUpBeyondWhatThePeerAllowsIsOverAtOnce() {
        String uri = serve(request -> request.response().end("x"));
        assertThat(get(OverSockets.onLoop(() -> exchange.open(Request.get(uri), 20))))
                .isEqualTo(1);
        assertThat(text(on(loop(), Request.get(uri)))).isEqualTo("x");
        assertThat(connections).hasSize(1);
    }

    @Test
    void aCallThatWaitsForAPlaceHearsThatTheClientIsClosed() {
        String uri = serve(held::add);
        Context loop = loop();
        on(loop, Request.get(uri));
        on(loop, Request.get(uri));
        await().atMost(PATIENCE).until(() -> held.size() == 2);
        var waiting = on(loop, Request.get(uri));
        CompletableFuture<Void> begun = new CompletableFuture<>();
        loop.runOnContext(then -> begun.complete(null));
        begun.join();
        exchange.close();
        assertThat(failureOf(uni(waiting))).isInstanceOf(HttpFailure.Closed.class);
    }
}
