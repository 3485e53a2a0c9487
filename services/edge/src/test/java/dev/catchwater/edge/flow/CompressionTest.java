package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.eviction.Policy;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Limits;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.store.TieredShelf;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codings made here, over real sockets and the real store. */
// Longer than the house allows: one page and its forms, whatever is asked of them.
class CompressionTest {
    @HttpMock
    Upstream upstream;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Epochs epochs = new Epochs();
    private final TieredShelf shelf = new TieredShelf(epochs, Policy.GDSF, 64 << 20, 16 << 20, new Random(1));
    private Node node;

    @BeforeEach
    void start() {
        node = new Node(
                shelf,
                Route.of(
                        "pages",
                        dev.catchwater.edge.route.Match.ALL,
                        OriginGroup.of("o", List.of(upstream.uri("/"))),
                        KeyPolicy.DEFAULT,
                        Lifetimes.DEFAULT,
                        Compression.OF_TEXT,
                        Limits.DEFAULT,
                        Optional.empty()));
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        node.close();
        shelf.close();
    }

    /** Text as it is in the world: it shrinks, and not to nothing. */
    private static String text(int seed, int words) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(Integer.toString(random.nextInt(5_000), 36)).append(i % 9 == 0 ? ".\n" : " ");
        }
        return text.toString();
    }

    private static Reply page(String body) {
        return Reply.ok(body)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Cache-Control", "max-age=60")
                .header("ETag", "\"1\"");
    }

    private HttpResponse<byte[]> ask(String path, String... fields) throws Exception {
        return send("GET", path, fields);
    }

    private HttpResponse<byte[]> send(String method, String path, String... fields) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < fields.length; i += 2) {
            request.header(fields[i], fields[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String coding(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Encoding").orElse("");
    }

    private static String field(HttpResponse<?> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    private HttpResponse<byte[]> onceCoded(String path, String accepted) {
        return await().until(
                        () -> ask(path, "Accept-Encoding", accepted),
                        response -> !coding(response).isEmpty());
    }

    private static String decoded(HttpResponse<byte[]> response) throws IOException {
        InputStream body = new ByteArrayInputStream(response.body());
        try (InputStream plain = switch (coding(response)) {
            case "gzip" -> new GZIPInputStream(body);
            case "br" -> new BrotliInputStream(body);
            case "zstd" -> new ZstdInputStream(body);
            default -> body;
        }) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"br,2000", "zstd,2000", "gzip,2000", "br,200000", "zstd,200000", "gzip,200000"})
    void aStoredPageGoesOutInTheCodingThatItsReaderTakes(String coding, int words) throws Exception {
        String page = text(words, words);
        upstream.when(Match.get("/")).reply(page(page));
        HttpResponse<byte[]> first = ask("/", "Accept-Encoding", coding);
        assertThat(coding(first)).isEmpty();
        assertThat(field(first, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(field(first, "ETag")).isEqualTo("\"1\"");
        HttpResponse<byte[]> coded = onceCoded("/", coding);
        assertThat(coding(coded)).isEqualTo(coding);
        assertThat(decoded(coded)).isEqualTo(page);
        assertThat(coded.body().length).isLessThan(page.length() * 3 / 4);
        assertThat(field(coded, "Content-Length")).isEqualTo(Integer.toString(coded.body().length));
        assertThat(field(coded, "ETag")).isEqualTo("W/\"1\"");
        assertThat(field(coded, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(field(coded, "Cache-Status")).contains(";hit");
        HttpResponse<byte[]> head = send("HEAD", "/", "Accept-Encoding", coding);
        for (String name : List.of("Content-Encoding", "Content-Length", "ETag", "Vary", "Content-Type")) {
            assertThat(field(head, name)).as(name).isEqualTo(field(coded, name));
        }
        assertThat(decoded(ask("/"))).isEqualTo(page);
        assertThat(coding(ask("/", "Accept-Encoding", coding + ";q=0"))).isEmpty();
        assertThat(upstream.requests()).hasSize(1);
        await().until(() -> node.plane.inFlight() == 0);
        assertThat(node.served)
                .anyMatch(served -> served.how() == Served.How.HIT && served.bytes() == coded.body().length);
    }

    @Test
    void conditionsHoldForTheFormThatTheClientHas() throws Exception {
        upstream.when(Match.get("/")).reply(page(text(1, 3_000)));
        onceCoded("/", "br");
        HttpResponse<byte[]> coded = ask("/", "Accept-Encoding", "br", "If-None-Match", "W/\"1\"");
        assertThat(coded.statusCode()).isEqualTo(304);
        assertThat(field(coded, "ETag")).isEqualTo("W/\"1\"");
        assertThat(field(coded, "Vary")).isEqualTo("Accept-Encoding");
        HttpResponse<byte[]> plain = ask("/", "Accept-Encoding", "br", "If-None-Match", "\"1\"");
        assertThat(plain.statusCode()).isEqualTo(304);
        assertThat(field(plain, "ETag")).isEqualTo("\"1\"");
        assertThat(coding(ask("/", "Accept-Encoding", "br", "If-None-Match", "\"2\"")))
                .isEqualTo("br");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void partsAreOfThePageAsItIs() throws Exception {
        String page = text(2, 3_000);
        upstream.when(Match.get("/")).reply(page(page));
        onceCoded("/", "gzip");
        HttpResponse<byte[]> part = ask("/", "Accept-Encoding", "gzip", "Range", "bytes=5-9");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(coding(part)).isEmpty();
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo(page.substring(5, 10));
        assertThat(field(part, "Vary")).isEqualTo("Accept-Encoding");
        // Who has the coded form must not put parts of the other one to it.
        HttpResponse<byte[]> all = ask("/", "Accept-Encoding", "gzip", "Range", "bytes=5-9", "If-Range", "W/\"1\"");
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(decoded(all)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: max-age=60, no-transform",
                "Content-Encoding: x-own",
                "Content-Type: image/png",
                "Content-Digest: sha-256=:AA==:"
            })
    void whatMustNotBeCodedGoesOutAsItCame(String line) throws Exception {
        String[] field = line.split(": ");
        String body = text(3, 3_000);
        Reply reply = Reply.ok(body).header(field[0], field[1]);
        reply = field[0].equals("Cache-Control") ? reply : reply.header("Cache-Control", "max-age=60");
        upstream.when(Match.get("/one"))
                .reply(field[0].equals("Content-Type") ? reply : reply.header("Content-Type", "text/html"));
        upstream.when(Match.get("/other")).reply(page(body));
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> answer = ask("/one", "Accept-Encoding", "br, gzip");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(body);
            assertThat(field(answer, "Vary")).isEmpty();
            // By then the makers have had their chance.
            onceCoded("/other", "br, gzip");
        }
    }

    @Test
    void aRequestMayForbidItAndShortPagesAreLeftAlone() throws Exception {
        upstream.when(Match.get("/")).reply(page(text(4, 3_000)));
        upstream.when(Match.get("/short")).reply(page("short"));
        onceCoded("/", "br");
        assertThat(coding(ask("/", "Accept-Encoding", "br", "Cache-Control", "no-transform")))
                .isEmpty();
        ask("/short", "Accept-Encoding", "br");
        assertThat(field(ask("/short", "Accept-Encoding", "br"), "Vary")).isEmpty();
    }

    /** Nothing that varies in the origin's eyes is asked for twice, and nothing coded there is coded here. */
    @Test
    void whatTheOriginHasCodedIsKeptForWhoTakesIt() throws Exception {
        upstream.when(Match.get("/")).answer(asked -> {
            boolean gzip = asked.header("Accept-Encoding").orElse("").contains("gzip");
            Reply reply = page(gzip ? text(6, 2_000) : text(5, 3_000)).header("Vary", "Accept-Encoding");
            return gzip ? reply.header("Content-Encoding", "gzip") : reply;
        });
        ask("/", "Accept-Encoding", "gzip");
        HttpResponse<byte[]> theirs = ask("/", "Accept-Encoding", "gzip");
        assertThat(field(theirs, "Cache-Status")).contains(";hit");
        assertThat(coding(theirs)).isEqualTo("gzip");
        assertThat(new String(theirs.body(), StandardCharsets.UTF_8)).isEqualTo(text(6, 2_000));
        assertThat(decoded(ask("/"))).isEqualTo(text(5, 3_000));
        HttpResponse<byte[]> ours = onceCoded("/", "br");
        assertThat(decoded(ours)).isEqualTo(text(5, 3_000));
        assertThat(field(ours, "Vary")).isEqualTo("Accept-Encoding");
    }

    /** Each use has to be confirmed; the form stays with what was confirmed. */
    @Test
    void whatTheOriginConfirmsGoesOutInItsForm() throws Exception {
        upstream.when(Match.get("/"))
                .answer(asked -> asked.header("If-None-Match").isPresent()
                        ? Reply.status(304).header("ETag", "\"1\"").header("Cache-Control", "no-cache")
                        : Reply.ok(text(7, 3_000))
                                .header("Content-Type", "application/json")
                                .header("Cache-Control", "no-cache")
                                .header("ETag", "\"1\""));
        HttpResponse<byte[]> coded = onceCoded("/", "zstd, br");
        assertThat(field(coded, "Cache-Status")).contains("fwd-status=304");
        assertThat(coding(coded)).isEqualTo("br");
        assertThat(decoded(coded)).isEqualTo(text(7, 3_000));
        HttpResponse<byte[]> unchanged = ask("/", "Accept-Encoding", "br", "If-None-Match", "W/\"1\"");
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(field(unchanged, "ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void aPurgeTakesTheFormsWithItAndASoftOneLeavesThemToBeConfirmed() throws Exception {
        String[] edition = {text(8, 3_000)};
        upstream.when(Match.get("/"))
                .answer(asked -> asked.header("If-None-Match").equals(Optional.of("\"1\""))
                        ? Reply.status(304).header("ETag", "\"1\"").header("Cache-Control", "max-age=60")
                        : page(edition[0]));
        onceCoded("/", "br");
        epochs.apply(new Purged(1, Instant.now(), new Purge.All(), Purge.Mode.SOFT, "", ""));
        HttpResponse<byte[]> confirmed = ask("/", "Accept-Encoding", "br");
        assertThat(field(confirmed, "Cache-Status")).contains("fwd-status=304");
        assertThat(coding(confirmed)).isEqualTo("br");
        edition[0] = text(9, 3_000);
        epochs.apply(new Purged(2, Instant.now(), new Purge.All(), Purge.Mode.HARD, "", ""));
        for (int i = 0; i < 20; i++) {
            assertThat(decoded(ask("/", "Accept-Encoding", "br"))).isEqualTo(edition[0]);
        }
    }

    @Test
    void aWriteOnConditionOfTheCodedFormIsOneOfThePageItself() throws Exception {
        upstream.when(Match.any()).reply(Reply.ok("done"));
        send("PUT", "/", "If-Match", "W/\"1\"");
        assertThat(upstream.requests().getFirst().header("If-Match")).contains("\"1\"");
    }
}
