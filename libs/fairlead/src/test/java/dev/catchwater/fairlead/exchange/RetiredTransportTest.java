package dev.catchwater.fairlead.exchange;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static dev.catchwater.fairlead.tls.Certificates.authority;
import static dev.catchwater.fairlead.tls.Certificates.issue;
import static dev.catchwater.fairlead.tls.Certificates.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.tls.Certificates.Issued;
import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Connections that are being made as certificates are replaced. */
class RetiredTransportTest {
    private static final Vertx VERTX = OverSockets.VERTX;
    private static final Issued CA = authority("Test CA");
    private static final TlsMaterial TLS = TlsMaterial.load(TlsPolicy.DEFAULT.trusting(CA.asAuthority()), VERTX);

    private final AtomicInteger connected = new AtomicInteger();
    private final CountDownLatch updated = new CountDownLatch(1);
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void aWarmUpThatHasBegunEndsAsItBeganAndItsConnectionsWithIt() throws Exception {
        var exchange = new VertxExchange(VERTX, Bounds.DEFAULT, Protocol.HTTP_1_1, TLS, 8, new ManualTimers());
        var server = VERTX.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setKeyCertOptions(issue(CA, named("localhost")).forServer()))
                .connectionHandler(connection -> connected.incrementAndGet())
                .requestHandler(request -> request.response().end());
        int port = get(Uni.createFrom().completionStage(server.listen(0).toCompletionStage()))
                .actualPort();
        try (RawServer relay = new RawServer(socket -> relay(socket, port))) {
            Request target = Request.get(relay.uri().replace("http://127.0.0.1", "https://localhost"));
            var warming = OverSockets.onLoop(() -> exchange.open(target, 2)).subscribeAsCompletionStage();
            await().atMost(PATIENCE).until(() -> relay.accepted() == 2 && connected.get() == 1);
            exchange.update(TLS);
            OverSockets.everyLoopHasLookedAtItsSockets();
            assertThat(ended).hasValue(0);
            updated.countDown();
            assertThat(get(Uni.createFrom().completionStage(warming))).isEqualTo(2);
            await().atMost(PATIENCE).until(() -> ended.get() == 2);
        } finally {
            exchange.close();
            get(Uni.createFrom().completionStage(server.close().toCompletionStage()));
        }
    }

    /** Lets one handshake through, and the other when the certificates are replaced. */
    private void relay(Socket client, int port) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            if (accepted.incrementAndGet() > 1) {
                updated.await();
            }
            Thread.ofVirtual().start(() -> pass(server, client));
            pass(client, server);
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        } finally {
            ended.incrementAndGet();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException gone) {
            // as one end closes
        }
    }
}
