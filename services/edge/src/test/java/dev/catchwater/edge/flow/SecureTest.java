package dev.catchwater.edge.flow;

import static dev.catchwater.edge.flow.TlsClients.anyone;
import static dev.catchwater.edge.flow.TlsClients.connect;
import static dev.catchwater.edge.flow.TlsClients.pem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
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
import javax.net.ssl.SSLSocket;
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

    private static String name(Socket socket) throws Exception {
        X509Certificate shown =
                (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
    }

    private static String ask(Socket socket, String request) throws Exception {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
