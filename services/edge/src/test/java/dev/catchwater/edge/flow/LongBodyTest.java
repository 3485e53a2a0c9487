package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.edge.store.DiskSpace;
import dev.catchwater.edge.store.TieredShelf;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that are too long for memory, over real sockets and from real files. */
class LongBodyTest {
    private static final int LENGTH = 6_000_123;

    @HttpMock
    Upstream upstream;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Epochs epochs = new Epochs();
    private final byte[] film = new byte[LENGTH];
    private volatile byte[] sent = film;
    private TieredShelf shelf;
    private Node node;

    @BeforeEach
    void start() {
        new Random(3).nextBytes(film);
        sent = film;
        upstream.when(Match.any())
                .answer(asked -> Reply.ok()
                        .body(sent)
                        .header("Cache-Control", "max-age=600")
                        .header("Content-Type", "video/mp4")
                        .header("ETag", "\"film\""));
        shelf = TieredShelf.over(
                DiskSpace.of(folder, 40L << 20, 20L << 20, "log"),
                epochs,
                Policy.GDSF,
                4 << 20,
                1 << 20,
                new Random(1));
        node = new Node(shelf, upstream.uri("/"));
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        node.close();
        shelf.close();
        await().untilAsserted(() -> {
            System.gc(); // what was found stays open until nobody can reach it
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                assertThat(open.map(LongBodyTest::target).filter(name -> name.contains(".entry")))
                        .isEmpty();
            }
        });
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private HttpResponse<byte[]> get(HttpClient.Version version, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/film"))
                .version(version);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String... headers) throws Exception {
        return get(HttpClient.Version.HTTP_1_1, headers);
    }

    private void stored() throws Exception {
        assertThat(get().body()).isEqualTo(film);
        await().until(() -> shelf.view().disk().entries() == 1);
    }

    private static String status(HttpResponse<?> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void itIsFetchedOnceAndSentFromItsFile(HttpClient.Version version) throws Exception {
        stored();
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> hit = get(version);
            assertThat(status(hit)).contains("hit");
            assertThat(hit.body()).isEqualTo(film);
        }
        assertThat(upstream.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=131071-131072, 131071, 131073",
        "bytes=100000-5000000, 100000, 5000001",
        "bytes=6000000-, 6000000, 6000123",
        "bytes=-10, 6000113, 6000123"
    })
    void aRangeIsServedFromItsFile(String range, int from, int to) throws Exception {
        stored();
        HttpResponse<byte[]> part = get("Range", range, "If-Range", "\"film\"");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .contains("bytes " + from + "-" + (to - 1) + "/" + LENGTH);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(film, from, to));
        assertThat(get("Range", range, "If-Range", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void rangesThatAreManyOrNoneAreAnsweredFromItsFile() throws Exception {
        stored();
        HttpResponse<byte[]> parts = get("Range", "bytes=10-19,5000000-5000009");
        assertThat(parts.statusCode()).isEqualTo(206);
        String text = new String(parts.body(), StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains(new String(film, 10, 10, StandardCharsets.ISO_8859_1))
                .contains(new String(film, 5_000_000, 10, StandardCharsets.ISO_8859_1));
        assertThat(get("Range", "bytes=7000000-").statusCode()).isEqualTo(416);
        assertThat(get("If-None-Match", "\"film\"").statusCode()).isEqualTo(304);
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void oneConnectionCarriesOneAfterTheOther() throws Exception {
        stored();
        try (Raw raw = new Raw(node.port())) {
            String ask = "GET /film HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\n\r\n";
            raw.send(ask + ask.replace("\r\n\r\n", "\r\nRange: bytes=5-9\r\n\r\n"));
            raw.until("\r\n\r\n");
            assertThat(raw.bytes(LENGTH)).isEqualTo(film);
            assertThat(raw.until("\r\n\r\n")).startsWith("HTTP/1.1 206");
            assertThat(raw.bytes(5)).isEqualTo(Arrays.copyOfRange(film, 5, 10));
        }
    }

    @Test
    void whoReadsSlowlyGetsAllOfItThoughItIsPurgedMeanwhile() throws Exception {
        stored();
        Path before = files().getFirst();
        try (Raw raw = new Raw(node.port())) {
            raw.send("GET /film HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\n\r\n");
            raw.until("\r\n\r\n");
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(raw.bytes(1_000));
            epochs.apply(new Purged(1, Instant.now(), new Purge.All(), Purge.Mode.HARD, "", ""));
            sent = "another film".getBytes(StandardCharsets.UTF_8);
            assertThat(new String(get().body(), StandardCharsets.UTF_8)).isEqualTo("another film");
            await().untilAsserted(() -> assertThat(files()).doesNotContain(before));
            body.write(raw.bytes(LENGTH - 1_000));
            assertThat(body.toByteArray()).isEqualTo(film);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().endsWith(".entry")).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void whatIsDamagedInTheMiddleBreaksOffAndIsFetchedAnew(HttpClient.Version version) throws Exception {
        stored();
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        bytes[4_000_000] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> get(version)).isInstanceOf(IOException.class);
        HttpResponse<byte[]> anew = get(version);
        assertThat(status(anew)).doesNotContain("hit");
        assertThat(anew.body()).isEqualTo(film);
    }

    @Test
    void whatIsDamagedAtItsBeginningIsFetchedAnewAtOnce() throws Exception {
        stored();
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        bytes[0] ^= 1;
        Files.write(file, bytes);
        HttpResponse<byte[]> anew = get();
        assertThat(status(anew)).doesNotContain("hit");
        assertThat(anew.body()).isEqualTo(film);
    }

    @Test
    void whoLeavesLeavesNothingOpen() throws Exception {
        stored();
        for (int i = 0; i < 20; i++) {
            try (Raw raw = new Raw(node.port())) {
                raw.send("GET /film HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\n\r\n");
                raw.bytes(1 + i * 10_000);
            }
        }
        assertThat(get("Range", "bytes=0-9").body()).isEqualTo(Arrays.copyOf(film, 10));
    }
}
