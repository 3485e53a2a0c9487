package dev.catchwater.edge.flow;

import static dev.catchwater.edge.flow.TlsClients.connect;
import static dev.catchwater.edge.flow.TlsClients.pem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Certificates by the name that is asked for, and their change. */
class NamedCertificatesTest {
    @HttpMock
    Upstream upstream;

    @Test
    void theNameThatIsAskedForChoosesTheCertificate() throws Exception {
        String[] names = {"first.test", "shop.test", "*.shop.test", "www.shop.test"};
        try (Node node = new Node(Node.quick(Duration.ofSeconds(5)), Optional.of(pem(names)), upstream.uri("/"))) {
            for (String[] each : new String[][] {
                {"shop.test", "shop.test"},
                {"SHOP.TEST", "shop.test"},
                {"a.shop.test", "*.shop.test"},
                {"www.shop.test", "www.shop.test"},
                {"b.a.shop.test", "first.test"},
                {"test", "first.test"},
                {"unknown.test", "first.test"},
                {"", "first.test"}
            }) {
                try (Socket socket = connect(node, each[0])) {
                    assertThat(alternative(socket)).as(each[0]).isEqualTo(each[1]);
                }
            }
        }
    }

    @Test
    void whoConnectsWhileCertificatesChangeIsServed() throws Exception {
        try (Node node = new Node(Node.quick(Duration.ofSeconds(5)), Optional.of(pem("0.test")), upstream.uri("/"))) {
            AtomicBoolean over = new AtomicBoolean();
            Future<Integer> connected;
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                connected = clients.submit(() -> {
                    int count = 0;
                    for (; !over.get(); count++) {
                        connect(node, "any.test").close();
                    }
                    return count;
                });
                for (int i = 1; i < 40; i++) {
                    node.plane
                            .update(pem(i + ".test"))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join();
                }
                over.set(true);
            }
            assertThat(connected.get()).isPositive();
            try (Socket socket = connect(node, "any.test")) {
                assertThat(alternative(socket)).isEqualTo("39.test");
            }
        }
    }

    @Test
    void aKeyThatIsNotItsCertificatesIsRefusedAndTheOldOneStays() throws Exception {
        try (Node node = new Node(Node.quick(Duration.ofSeconds(5)), Optional.of(pem("old.test")), upstream.uri("/"))) {
            PemKeyCertOptions mixed =
                    pem("new.test").setKeyValue(pem("other.test").getKeyValue());
            assertThat(node.plane.update(mixed).failed()).isTrue();
            try (Socket socket = connect(node, "new.test")) {
                assertThat(alternative(socket)).isEqualTo("old.test");
            }
        }
    }

    private static String alternative(Socket socket) throws Exception {
        X509Certificate shown =
                (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
        return String.valueOf(
                shown.getSubjectAlternativeNames().iterator().next().get(1));
    }
}
