package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import dev.catchwater.testkit.tls.CertificateAuthority;
import dev.catchwater.testkit.tls.Identity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: both versions of HTTP, certificates that change while it runs, and the same strictness. */
// Longer than the house allows: certificates and clients for them, which each case needs.
class SecureTest {
    @HttpMock
    Upstream upstream;

    @TempDir
    Path folder;

    /** By the JDK's own tool: a key pair that vouches for itself. */
    private PfxOptions certificate(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return new PfxOptions().setPath(file.toString()).setPassword("changeit");
    }

    @Test
    void bothVersionsAreSpokenAndNewCertificatesAreUsedFromNowOn() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok("ok"));
        try (Node node = new Node(
                        Node.quick(Duration.ofSeconds(5)), Optional.of(certificate("first.test")), upstream.uri("/"));
                HttpClient client = HttpClient.newBuilder().sslContext(anyone()).build()) {
            URI uri = URI.create("https://127.0.0.1:" + node.plane.tlsPort() + "/a");
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(uri).version(version).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.body()).isEqualTo("ok");
            }
            assertThat(upstream.requests().getLast().header("X-Forwarded-Proto"))
                    .contains("https");
            try (Socket kept = connect(node)) {
                assertThat(name(kept)).isEqualTo("CN=first.test");
                node.plane
                        .update(certificate("second.test"))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
                try (Socket fresh = connect(node)) {
                    assertThat(name(fresh)).isEqualTo("CN=second.test");
                }
                assertThat(ask(kept, "GET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }

    /** RFC 9111 §4.4: the origin behind speaks no TLS, and its answers name URIs as clients have them. */
    @Test
    void aLocationInTheClientsSchemeIsMadeInvalidAndAnothersIsNot() throws Exception {
        upstream.when(Match.get("/a")).reply(Reply.ok("ok").header("Cache-Control", "max-age=60"));
        upstream.when(Match.post("/other")).reply(Reply.status(201).header("Location", "https://other.test/a"));
        upstream.when(Match.post("/own"))
                .answer(asked -> Reply.status(201)
                        .header("Location", "https://" + asked.header("Host").orElse("") + "/a"));
        try (Node node = new Node(
                        Node.quick(Duration.ofSeconds(5)), Optional.of(certificate("first.test")), upstream.uri("/"));
                HttpClient client = HttpClient.newBuilder().sslContext(anyone()).build()) {
            List<Integer> fetched = new ArrayList<>();
            for (String path : List.of("/a", "/other", "/a", "/own", "/a")) {
                HttpRequest.Builder ask = HttpRequest.newBuilder(
                                URI.create("https://127.0.0.1:" + node.plane.tlsPort() + path))
                        .version(HttpClient.Version.HTTP_1_1);
                client.send(
                        path.equals("/a")
                                ? ask.build()
                                : ask.POST(HttpRequest.BodyPublishers.noBody()).build(),
                        HttpResponse.BodyHandlers.ofString());
                fetched.add(upstream.requests(Match.get("/a")).size());
            }
            assertThat(fetched).containsExactly(1, 1, 1, 1, 2);
        }
    }

    @Test
    void whatIsRefusedInTheClearIsRefusedHereToo() throws Exception {
        try (Node node = new Node(
                        Node.quick(Duration.ofSeconds(5)), Optional.of(certificate("first.test")), upstream.uri("/"));
                Socket socket = connect(node)) {
            assertThat(ask(socket, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\n"))
                    .matches("(?s)HTTP/1\\.[01] 400 .*");
        }
        assertThat(upstream.requests()).isEmpty();
    }

    private static PemKeyCertOptions pem(String... names) {
        PemKeyCertOptions all = new PemKeyCertOptions();
        for (String name : names) {
            Identity identity = CertificateAuthority.shared().issue(name);
            all.addCertValue(Buffer.buffer(identity.chainPem())).addKeyValue(Buffer.buffer(identity.keyPem()));
        }
        return all;
    }

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

    @Test
    void whatIsAskedForAgainIsAnsweredByAShortcutHereToo() throws Exception {
        upstream.when(Match.get("/a")).reply(Reply.ok("secret").header("Cache-Control", "max-age=60"));
        String request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Node node =
                        new Node(Node.quick(Duration.ofSeconds(5)), Optional.of(pem("first.test")), upstream.uri("/"));
                Socket socket = connect(node)) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                StringBuilder answer = new StringBuilder();
                while (answer.indexOf("secret") < 0) {
                    int b = socket.getInputStream().read();
                    assertThat(b).isNotNegative();
                    answer.append((char) b);
                }
                assertThat(answer).startsWith("HTTP/1.1 200 ");
            }
            assertThat(node.looked).hasValue(2);
            assertThat(node.served).hasSize(3);
        }
    }

    private static Socket connect(Node node) throws Exception {
        return connect(node, "");
    }

    private static Socket connect(Node node, String name) throws Exception {
        SSLSocket socket = (SSLSocket) anyone().getSocketFactory().createSocket("127.0.0.1", node.plane.tlsPort());
        socket.setSoTimeout(15_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(name.isEmpty() ? List.of() : List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String name(Socket socket) throws Exception {
        X509Certificate shown =
                (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
    }

    private static String ask(Socket socket, String request) throws Exception {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static SSLContext anyone() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, null);
        return context;
    }

    /** Trusts everybody, by whatever name. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
