package dev.catchwater.local.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.local.Board;
import dev.catchwater.local.Part;
import dev.catchwater.local.State;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortalTest {

    private final Board board = new Board();
    private final HttpClient client = HttpClient.newHttpClient();
    private Portal portal;
    private int port;

    @BeforeEach
    void start(@HttpMock Upstream sandbox) {
        sandbox.when(Match.get("/_sandbox/upstreams"))
                .reply(Reply.json("{\"upstreams\":[{\"name\":\"feeds/gazette\",\"title\":\"Gazette\",\"items\":3}]}"));
        board.add(new Part(
                "prices",
                "Offers",
                Part.Kind.SERVICE,
                Map.of("http", 8082),
                Optional.of(URI.create("http://localhost:8082/"))));
        portal = new Portal(board, InstantSource.system(), sandbox.uri("/"));
        port = portal.start(0);
    }

    @AfterEach
    void stop() {
        portal.close();
        client.close();
    }

    @Test
    void pageIsServedWithWhatItNeedsAndMayLoadNothingElse() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Catchwater</title>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(get("/portal.css").headers().firstValue("Content-Type")).contains("text/css;charset=UTF-8");
        for (String path : List.of("/portal.js", "/web/theme.js", "/web/catchwater.css", "/web/icon.svg")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(page.body() + "/portal.js").contains(path);
        }
    }

    @Test
    void changeOfAPartReachesAnOpenPage() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (var lines = response.body()) {
            board.update("prices", status -> status.in(State.UNWELL, "no database"));
            assertThat(lines.filter(line -> line.startsWith("data:"))
                            .anyMatch(line -> line.contains("\"state\":\"unwell\"") && line.contains("no database")))
                    .isTrue();
        }
    }

    @Test
    void upstreamsOfTheSandboxAreShown() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                .build();
        try (var lines =
                client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            assertThat(lines.anyMatch(line -> line.contains("feeds/gazette"))).isTrue();
        }
    }

    @Test
    void foreignNameForTheLoopbackAddressIsRefused() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
            out.write("GET /status HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            out.flush();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("HTTP/1.1 421");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
