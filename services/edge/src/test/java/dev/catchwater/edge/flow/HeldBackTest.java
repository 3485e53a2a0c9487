package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Opened;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.StreamHandle;
import dev.catchwater.testkit.Upstream;
import dev.catchwater.testkit.tls.CertificateAuthority;
import dev.catchwater.testkit.tls.Identity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sends more than is taken is not read any further, whoever was the first to stop. */
class HeldBackTest {
    private static final String POST = "POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int MIB = 1 << 20;
    private static final int FAR_TOO_MUCH = 96 * MIB;

    @HttpMock
    Upstream upstream;

    /** Few bytes ask for many, and TLS makes a copy of each. */
    @ParameterizedTest
    @ValueSource(strings = {"User-Agent: test", "X-Other: 1"})
    void answersOverTlsThatNobodyTakesAreNotMadeWithoutEnd(String field) throws Exception {
        upstream.when(Match.get("/a")).reply(Reply.ok("x".repeat(4_000)).header("Cache-Control", "max-age=600"));
        Identity identity = CertificateAuthority.shared().issue("127.0.0.1", "localhost");
        KeyCertOptions pem = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(identity.chainPem()))
                .addKeyValue(Buffer.buffer(identity.keyPem()));
        String get = "GET /a HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n";
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
                Node node = new Node(Node.quick(Duration.ofSeconds(30)), Optional.of(pem), upstream.uri("/"));
                Socket socket = CertificateAuthority.shared()
                        .trusting()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", node.plane.tlsPort())) {
            OutputStream out = socket.getOutputStream();
            for (int i = 1; i <= 3; i++) {
                int before = i;
                out.write(get.getBytes(StandardCharsets.US_ASCII));
                await().until(() -> node.served.size() == before);
            }
            byte[] many = get.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            var _ = sender.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    out.write(many);
                }
                return null;
            });
            AtomicLong before = new AtomicLong();
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        int now = node.served.size();
                        return before.getAndSet(now) == now && now > 3;
                    });
            int untaken = node.served.size();
            socket.getInputStream().skipNBytes(10_000L * 4_000);
            await().until(() -> node.served.size() >= 10_000);
            assertThat(untaken).as("answers that nobody takes").isLessThan(6_000);
        }
    }

    /** Vert.x stops at a body that waits for its turn, the guard at a reader who takes nothing: here both at once. */
    @Test
    void aBodyBehindOneThatWaitsIsNotTakenInWhenAnswersAreReadAgain() throws Exception {
        Opened<StreamHandle> open = upstream.when(Match.get("/stream")).stream();
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
                Node node = new Node(upstream.uri("/"));
                Raw raw = Raw.slow(node.port())) {
            raw.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
            StreamHandle body = open.next();
            for (int i = 0; i < 12; i++) {
                body.write(new byte[MIB]);
            }
            raw.until("\r\n\r\n");
            // By now nothing more can be written to the reader.
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            raw.send(POST + "1\r\nx\r\n".repeat(20) + "0\r\n\r\n");
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            raw.bytes(12 * MIB);
            AtomicLong sent = new AtomicLong();
            byte[] chunk = ("10000\r\n" + "y".repeat(65_536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            var _ = sender.submit(() -> {
                raw.send(POST);
                while (sent.get() < FAR_TOO_MUCH) {
                    raw.send(chunk);
                    sent.addAndGet(chunk.length);
                }
                return null;
            });
            AtomicLong before = new AtomicLong(-1);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> before.getAndSet(sent.get()) == sent.get());
            assertThat(sent.get()).as("bytes that the node and the system took").isLessThan(32 * MIB);
        }
    }
}
