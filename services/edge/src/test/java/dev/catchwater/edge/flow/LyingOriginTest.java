package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Limits;
import dev.catchwater.edge.route.Match;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Origins that are dead, slow, or lie: what a client gets, and that the others are served meanwhile. An answer is told as
 * its status, then the error (RFC 9209) if it is the node's own, else whether the body came to its end.
 */
class LyingOriginTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Pattern ERROR = Pattern.compile("(?m)^Proxy-Status: catchwater;error=(\\w+)");
    private static final Pattern LENGTH = Pattern.compile("(?mi)^Content-Length: (\\d+)");
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String MEBI = "x".repeat(1 << 20);

    @HttpMock
    Upstream well;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @BeforeEach
    void theOtherAnswers() {
        well.when(dev.catchwater.testkit.Match.any()).reply(Reply.ok("well"));
    }

    /** A node, and somebody who asks it for something else all the time. */
    private final class Busy implements AutoCloseable {
        final Node node;
        private final CompletableFuture<Void> other;

        Busy(URI lying) {
            node = node(lying);
            other = CompletableFuture.runAsync(() -> askForTheOther(node.port()), Thread::startVirtualThread);
        }

        @Override
        public void close() {
            over.set(true);
            other.join();
            node.close();
            assertThat(failed).hasValue(0);
            assertThat(served).hasPositiveValue();
        }
    }

    private Node node(URI lying) {
        OriginGroup usual = OriginGroup.of("lying", List.of(lying));
        OriginGroup group = new OriginGroup(
                "lying",
                usual.origins(),
                usual.host(),
                usual.send(),
                usual.check(),
                usual.checkEvery(),
                PATIENCE,
                PATIENCE,
                PATIENCE,
                usual.connections(),
                usual.attempts());
        Route well = Route.plain("well", OriginGroup.of("well", List.of(this.well.uri("/"))));
        Route lies = Route.of(
                "lying",
                new Match(List.of(), List.of(new Match.Path("/lie", false)), List.of()),
                group,
                KeyPolicy.DEFAULT,
                Lifetimes.DEFAULT,
                Compression.DEFAULT,
                Limits.DEFAULT,
                Optional.empty());
        return new Node(Node.quick(Duration.ofSeconds(10)), Optional.empty(), new Routes(List.of(lies, well)));
    }

    private void askForTheOther(int port) {
        while (!over.get()) {
            try (Raw raw = new Raw(port)) {
                String answer = raw.send("GET /fine HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .toEnd();
                (answer.startsWith(OK) ? served : failed).incrementAndGet();
            } catch (IOException e) {
                if (!over.get()) {
                    failed.incrementAndGet();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.catchwater.edge.flow.Lies#all")
    void aLieIsAnsweredAndHarmsNobodyElse(Lies.Lie lie) throws Exception {
        try (LyingOrigin origin = new LyingOrigin(lie.script());
                Busy busy = new Busy(origin.uri());
                Raw client = new Raw(busy.node.port())) {
            client.send("GET /lie HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(told(client.toEnd())).isEqualTo(lie.answer());
            await().until(() -> served.get() > 3 || failed.get() > 0);
            await().until(() -> busy.node.plane.inFlight() <= 1);
        }
    }

    @Test
    void nobodyThere() throws Exception {
        URI gone;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (Busy busy = new Busy(gone);
                Raw client = new Raw(busy.node.port())) {
            client.send("GET /lie HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(told(client.toEnd())).isEqualTo("502 connection_refused");
        }
    }

    /** Response splitting the other way round: what is left over is nobody's answer. */
    @Test
    void whatFollowsAnAnswerIsNotTheNextOne() throws Exception {
        String evil = OK + "Cache-Control: max-age=60\r\nContent-Length: 4\r\n\r\nevil";
        try (LyingOrigin origin = new LyingOrigin(peer -> {
                    while (true) {
                        String asked = peer.head();
                        peer.write(OK + "Content-Length: 5\r\n\r\n" + (asked.startsWith("HEAD") ? "" : "hello")
                                + evil.repeat(3));
                    }
                });
                Busy busy = new Busy(origin.uri())) {
            for (int i = 0; i < 50; i++) {
                try (Raw client = new Raw(busy.node.port())) {
                    String method = i % 3 == 0 ? "HEAD" : "GET";
                    client.send(method + " /lie?" + i + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                    assertThat(client.toEnd()).doesNotContain("evil");
                }
            }
        }
    }

    /** A body without end is read as far as its reader does, and is not kept. */
    @Test
    void aBodyWithoutEndEndsWithItsReader() throws Exception {
        String cacheable = OK + "Cache-Control: max-age=60\r\n\r\n";
        try (LyingOrigin origin = new LyingOrigin(peer -> {
                    peer.head();
                    peer.write(cacheable).forEver(MEBI);
                });
                Busy busy = new Busy(origin.uri())) {
            try (Raw client = new Raw(busy.node.port())) {
                client.send("GET /lie HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.bytes(100 << 20)).hasSize(100 << 20);
            }
            await().until(() -> origin.open() == 0);
            try (Raw client = new Raw(busy.node.port())) {
                client.send("GET /lie HTTP/1.1\r\nHost: a\r\n\r\n").until("Cache-Status: catchwater;fwd=uri-miss");
            }
        }
    }

    private static String told(String answer) {
        String last = answer.replaceFirst("(?s)^(HTTP/1.1 10[23].*?\r\n\r\n)*", "");
        return toldOf(last);
    }

    private static String toldOf(String answer) {
        String status = answer.substring(9, 12);
        Matcher error = ERROR.matcher(answer);
        return status + " " + (error.find() ? error.group(1) : isWhole(answer) ? "whole" : "cut");
    }

    private static boolean isWhole(String answer) {
        int end = answer.indexOf("\r\n\r\n") + 4;
        Matcher length = LENGTH.matcher(answer.substring(0, end));
        return length.find()
                ? answer.length() - end == (answer.startsWith("HTTP/1.1 204") ? 0 : Integer.parseInt(length.group(1)))
                : !answer.substring(0, end).contains("chunked") || answer.endsWith("0\r\n\r\n");
    }
}
