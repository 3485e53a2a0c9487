package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Phase;
import dev.catchwater.fairlead.Request;
import dev.catchwater.testkit.Reply;
import io.netty.channel.epoll.Epoll;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest extends OverSockets {
    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void theNativeTransportIsThere() {
        assertThat(Epoll.isAvailable()).as("%s", Epoll.unavailabilityCause()).isTrue();
    }

    @Test
    void aHeadBeyondTheBoundIsRefused() {
        replies(Reply.ok().header("X-Long", "x".repeat(40_000)));
        assertThat(failureOf(send(ask())))
                .isEqualTo(new HttpFailure.TooLarge("the head of the answer", Bounds.DEFAULT.maxHeadBytes()));
    }

    @Test
    void everyLineOfARepeatedFieldArrivesInOrder() {
        replies(Reply.ok()
                .header("Set-Cookie", "a=1")
                .header("Set-Cookie", "b=2")
                .header("set-cookie", "c=3")
                .body("x"));
        var answer = get(send(ask()));
        assertThat(answer.headers().all("Set-Cookie")).containsExactly("a=1", "b=2", "c=3");
        get(answer.body().discard());
    }

    @Test
    void aSilentPeerIsGivenUpAfterTheFirstByteBound() {
        replies(Reply.never());
        var call = send(ask()).subscribeAsCompletionStage();
        timers.clock().awaitPending(1);
        timers.clock().advance(Bounds.DEFAULT.firstByte());
        assertThat(failureOf(Uni.createFrom().completionStage(call)))
                .isEqualTo(new HttpFailure.TimedOut(Phase.FIRST_BYTE, Bounds.DEFAULT.firstByte()));
        upstream.awaitDisconnect(PATIENCE);
    }

    @Test
    void noWaitIsLongerThanWhatIsLeftOfTheCall() {
        replies(Reply.never());
        Duration left = Duration.ofSeconds(2);
        Duration most = left.plus(Bounds.AFTER_THE_DEADLINE);
        var call = send(ask().withExpiry(timers.nanos() + left.toNanos())).subscribeAsCompletionStage();
        timers.clock().awaitPending(1);
        timers.clock().advance(most);
        assertThat(failureOf(Uni.createFrom().completionStage(call)))
                .isEqualTo(new HttpFailure.TimedOut(Phase.FIRST_BYTE, most));
        assertThat(Bounds.DEFAULT.within(Duration.ofSeconds(25).toNanos()))
                .isEqualTo(Bounds.DEFAULT.withIdle(Duration.ofMillis(25_050)));
        assertThat(Bounds.DEFAULT.within(-1).connect()).isEqualTo(Bounds.AFTER_THE_DEADLINE);
    }

    @Test
    void aKeptConnectionThatBreaksBeforeItsAnswerIsSaidToBeStaleAndNoOther() {
        replies(
                Reply.reset(),
                Reply.ok("x"),
                Reply.reset(),
                Reply.ok("x".repeat(900)).resetAfter(10));
        assertThat(failureOf(send(ask())))
                .isInstanceOfSatisfying(
                        HttpFailure.Disconnected.class,
                        fresh -> assertThat(fresh.stale()).isFalse());
        get(get(send(ask())).text());
        everyLoopHasLookedAtItsSockets(); // its own loop gives the connection back
        assertThat(failureOf(send(ask())))
                .isInstanceOfSatisfying(
                        HttpFailure.Disconnected.class,
                        kept -> assertThat(kept.stale()).isTrue());
        assertThat(failureOf(send(ask()).flatMap(response -> response.body().bytes())))
                .isInstanceOfSatisfying(
                        HttpFailure.Disconnected.class,
                        body -> assertThat(body.stale()).isFalse());
    }

    @Test
    void aRefusedConnectionSaysSo() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(failureOf(send(Request.get("http://127.0.0.1:" + port + "/?k=secret"))))
                .isInstanceOfSatisfying(
                        HttpFailure.Refused.class,
                        refused -> assertThat(refused.message())
                                .startsWith("no connection to http://127.0.0.1:" + port)
                                .doesNotContain("secret"));
    }

    @Test
    void anUnknownHostSaysSo() {
        assertThat(failureOf(send(Request.get("http://nobody.invalid/"))))
                .isEqualTo(new HttpFailure.UnknownHost("nobody.invalid"));
    }

    @Test
    void aResetBeforeTheHeadIsADisconnection() {
        replies(Reply.reset());
        assertThat(failureOf(send(ask()))).isInstanceOf(HttpFailure.Disconnected.class);
        timers.clock().awaitPending(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret garbage\r\n\r\n",
                "HTTP/1.1 abc secret\r\n\r\n",
                "HTTP/1.1 1000 secret\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nsecret",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: secret\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nsecret\r\n",
                "\u0016\u0003\u0001secret",
                ""
            })
    void whatIsNotHttpIsMalformedOrCutOffAndNeverQuoted(String bytes) {
        replies(Reply.raw(bytes));
        HttpFailure failure =
                failureOf(send(ask()).flatMap(response -> response.body().bytes()));
        assertThat(failure).isInstanceOfAny(HttpFailure.Malformed.class, HttpFailure.Disconnected.class);
        assertThat(failure.message()).doesNotContain("secret");
        timers.clock().awaitPending(0);
    }

    @Test
    void cancellingBeforeTheHeadReachesTheSocket() {
        replies(Reply.never());
        AtomicReference<Runnable> cancel = new AtomicReference<>();
        onLoop(() -> {
            var running = exchange.proceed(ask()).subscribe().with(r -> {});
            cancel.set(running::cancel);
            return Uni.createFrom().item(1);
        });
        upstream.awaitRequests(1, PATIENCE);
        cancel.get().run();
        upstream.awaitDisconnect(PATIENCE);
        timers.clock().awaitPending(0);
    }

    @Test
    void aChosenAddressIsConnectedToUnderTheNameOfTheUri() {
        replies(Reply.ok("here"));
        Request named = Request.get(URI.create("http://no-such-name.invalid:" + upstream.port() + "/x"))
                .withAddress(InetAddress.getLoopbackAddress());
        assertThat(get(get(send(named)).text())).isEqualTo("here");
        Request literal = Request.get(URI.create("http://[2001:db8::7]:" + upstream.port() + "/x"))
                .withAddress(InetAddress.getLoopbackAddress());
        get(get(send(literal)).text());
        assertThat(upstream.requests())
                .extracting(r -> r.header("Host").orElseThrow())
                .containsExactly("no-such-name.invalid:" + upstream.port(), "[2001:db8::7]:" + upstream.port());
    }

    @Test
    void framingIsNeverTheCallers() {
        replies(Reply.ok());
        get(send(Request.post(upstream.uri("/").toString())
                .withBody("text/plain", Buffer.buffer("hello"))
                .withHeader("Content-Length", "2")
                .withHeader("Transfer-Encoding", "chunked")));
        get(send(Request.post(upstream.uri("/").toString())));
        assertThat(upstream.requests().getFirst().body()).isEqualTo("hello");
        assertThat(upstream.requests())
                .extracting(r -> r.headers().get("Content-Length"))
                .containsExactly(List.of("5"), List.of("0"));
        assertThat(upstream.requests().getFirst().headers()).doesNotContainKey("Transfer-Encoding");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Bad, 'a\r\nInjected: secret'",
        "X-Bad, 'a\r\n Folded: secret'",
        "X-Bad, 'a\nsecret'",
        "X-Bad, 'a\u0000secret'",
        "'X-Bad: secret\r\nX', a",
        "'X secret', a"
    })
    void aFieldFromAPeerThatCannotBeSentFailsTheCallInsteadOfHangingIt(String name, String value) {
        Request forwarded = ask().withHeaders(Headers.received(new String[] {name, value}));
        HttpFailure failure = failureOf(send(forwarded));
        assertThat(failure).isInstanceOf(HttpFailure.InvalidRequest.class);
        assertThat(failure.message()).doesNotContain("secret");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void lettersBeyondAsciiAreEncodedOnTheWire() {
        replies(Reply.ok());
        get(send(Request.get(upstream.uri("/") + "café?ü=1")));
        assertThat(upstream.requests().getFirst().path()).isEqualTo("/caf%C3%A9");
        assertThat(upstream.requests().getFirst().query()).isEqualTo("%C3%BC=1");
    }

    @Test
    void aClosedExchangeRefusesCalls() {
        get(Uni.createFrom().completionStage(exchange.close().toCompletionStage()));
        assertThat(failureOf(send(ask()))).isEqualTo(new HttpFailure.Closed());
    }
}
