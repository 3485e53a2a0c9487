package dev.catchwater.edge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import dev.catchwater.testkit.tls.CertificateAuthority;
import dev.catchwater.testkit.tls.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS of the packaged node: certificates by name, from a folder and from Quarkus' registry, changed while it runs. */
@Tag("proof")
class CertificatesIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @HttpMock
    Upstream origin;

    @TempDir
    Path folder;

    private final CertificateAuthority authority = CertificateAuthority.create();
    private final Map<String, String> environment = new HashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @BeforeEach
    void begin() {
        origin.when(Match.any()).reply(Reply.ok("ok"));
        String url = origin.uri("/").toString();
        environment.put("CATCHWATER_EDGE_ROUTES_DEFAULT_ORIGINS", url.substring(0, url.length() - 1));
    }

    @Test
    void certificatesOfAFolderAreChosenByNameAndChangeWhileItRuns() throws Exception {
        Path certificates = Files.createDirectory(folder.resolve("certificates"));
        put(certificates, "default", "default.test");
        put(certificates, "shop", "shop.test", "www.shop.test");
        put(certificates, "wild", "*.wild.test");
        environment.put("CATCHWATER_EDGE_PLANE_CERTIFICATES", certificates.toString());
        try (PackagedNode node = new PackagedNode(folder, environment)) {
            assertThat(shown(node, "www.shop.test")).contains("shop.test", "www.shop.test");
            assertThat(shown(node, "SHOP.test")).contains("shop.test");
            assertThat(shown(node, "any.wild.test")).containsExactly("*.wild.test");
            for (String other : List.of("deep.any.wild.test", "wild.test", "unknown.test", "")) {
                assertThat(shown(node, other)).as(other).containsExactly("default.test");
            }
            try (SSLSocket kept = connect(node, "shop.test")) {
                Thread churn = Thread.ofVirtual().start(() -> churn(node));
                changed(node, certificates);
                over.set(true);
                churn.join();
                assertThat(ask(kept)).startsWith("HTTP/1.1 200 ");
            }
            assertThat(failures).isEmpty();
            assertThat(connections.get()).isGreaterThan(20);
        }
    }

    private void changed(PackagedNode node, Path certificates) throws IOException {
        put(certificates, "new", "new.test");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown(node, "new.test").contains("new.test"));
        X509Certificate before = certificate(node, "shop.test");
        put(certificates, "shop", "shop.test");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !certificate(node, "shop.test").equals(before));
        X509Certificate after = certificate(node, "shop.test");
        Files.writeString(certificates.resolve("shop.crt"), "no certificate any more");
        told(node, "shop.crt and shop.key are no certificate and key in PEM");
        Files.writeString(
                certificates.resolve("shop.crt"), authority.issue("shop.test").chainPem());
        told(node, "is another one's");
        assertThat(certificate(node, "shop.test")).isEqualTo(after);
        put(certificates, "shop", "shop.test");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !certificate(node, "shop.test").equals(after));
        assertThat(node.log())
                .anyMatch(line -> line.contains("new certificates, for *.wild.test, default.test, new.test"));
    }

    private static void told(PackagedNode node, String fault) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(node.log())
                        .anyMatch(line -> line.contains("the old ones stay") && line.contains(fault)));
    }

    @Test
    void aKeyStoreOfTheRegistryIsReadAgainWhileItRuns() throws Exception {
        Path store = folder.resolve("keys.p12");
        keep(store, "first.test", "*.wild.test");
        environment.put("QUARKUS_TLS_KEY_STORE_P12_PATH", store.toString());
        environment.put("QUARKUS_TLS_KEY_STORE_P12_PASSWORD", new String(PASSWORD));
        environment.put("QUARKUS_TLS_RELOAD_PERIOD", "1s");
        try (PackagedNode node = new PackagedNode(folder, environment)) {
            assertThat(shown(node, "a.wild.test")).containsExactly("*.wild.test");
            assertThat(shown(node, "unknown.test")).containsExactly("first.test");
            keep(store, "first.test", "second.test");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> shown(node, "second.test").contains("second.test"));
            Files.writeString(store, "no key store any more");
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> shown(node, "second.test").contains("second.test"));
            keep(store, "third.test");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> shown(node, "third.test").contains("third.test"));
            assertThat(node.log().stream().filter(line -> line.contains("new certificates")))
                    .hasSize(2);
        }
    }

    private void put(Path certificates, String file, String... names) throws IOException {
        Identity identity = authority.issue(names);
        Files.writeString(certificates.resolve(file + ".crt"), identity.chainPem());
        Files.writeString(certificates.resolve(file + ".key"), identity.keyPem());
    }

    private void keep(Path store, String... names) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        for (int i = 0; i < names.length; i++) {
            Identity identity = authority.issue(names[i]);
            keys.setKeyEntry("site-" + i, identity.key(), PASSWORD, new Certificate[] {identity.certificate()});
        }
        Path whole = store.resolveSibling("keys.new");
        try (OutputStream out = Files.newOutputStream(whole)) {
            keys.store(out, PASSWORD);
        }
        Files.move(whole, store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whoever connects while certificates change is served, by the old ones or by the new. */
    private void churn(PackagedNode node) {
        while (!over.get()) {
            try (SSLSocket socket = connect(node, "any.wild.test")) {
                String answer = ask(socket);
                if (!answer.startsWith("HTTP/1.1 200 ")) {
                    failures.add(answer);
                }
                connections.incrementAndGet();
            } catch (IOException broken) {
                failures.add(broken.toString());
            }
        }
    }

    private SSLSocket connect(PackagedNode node, String name) throws IOException {
        SSLSocket socket = (SSLSocket)
                authority.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), node.tlsPort);
        socket.setSoTimeout(30_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(name.isEmpty() ? List.of() : List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private X509Certificate certificate(PackagedNode node, String name) throws IOException {
        try (SSLSocket socket = connect(node, name)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private List<String> shown(PackagedNode node, String name) throws IOException {
        try {
            return certificate(node, name).getSubjectAlternativeNames().stream()
                    .map(each -> String.valueOf(each.get(1)))
                    .toList();
        } catch (CertificateParsingException e) {
            throw new IOException(e);
        }
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
