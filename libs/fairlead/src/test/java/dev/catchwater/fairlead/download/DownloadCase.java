package dev.catchwater.fairlead.download;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from answers that are made up in order; the last one repeats. */
abstract class DownloadCase {
    static final Request GET = Request.get("https://example.org/file");
    static final String ETAG = "\"v1\"";

    @TempDir
    Path folder;

    final AtOnce timers = new AtOnce();
    final List<Request> asked = new ArrayList<>();
    Path target = Path.of("");

    @BeforeEach
    void name() {
        target = folder.resolve("target");
    }

    Downloads downloads(DownloadPolicy policy, List<Function<Request, Response>> answers) {
        Next client = request -> {
            asked.add(request);
            return Uni.createFrom()
                    .item(() -> answers.get(Math.min(asked.size(), answers.size()) - 1)
                            .apply(request));
        };
        return new Downloads(client, policy, timers, new Random(1));
    }

    @SafeVarargs
    final Downloads downloads(Function<Request, Response>... answers) {
        List<Function<Request, Response>> inOrder = new ArrayList<>();
        for (Function<Request, Response> each : answers) {
            inOrder.add(each);
        }
        return downloads(DownloadPolicy.DEFAULT.withMaxFailures(2), inOrder);
    }

    static Function<Request, Response> answer(int status, String content, String... headers) {
        return request -> new Response(
                request,
                status,
                Headers.of(headers),
                ResponseBody.of(Multi.createFrom().item(Buffer.buffer(content)), () -> {}));
    }

    /** 200 of ten bytes that breaks after these. */
    static Function<Request, Response> cut(String content) {
        Multi<Buffer> broken = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer(content)),
                        Multi.createFrom()
                                .failure(new HttpFailure.Disconnected("https://example.org:443", "cut").asException()));
        return request -> new Response(
                request, 200, Headers.of("ETag", ETAG, "Content-Length", "10"), ResponseBody.of(broken, () -> {}));
    }

    static Function<Request, Response> part(String content, String range, String... headers) {
        return answer(206, content, append(headers, "Content-Range", range));
    }

    static String[] append(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    List<DownloadEvent> load(Downloads downloads) {
        return get(downloads.to(GET, target).collect().asList());
    }

    HttpFailure failure(Downloads downloads) {
        return failureOf(downloads.to(GET, target).collect().asList());
    }

    static String sha256(String content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(hash("SHA-256", content));
    }

    static byte[] hash(String algorithm, String content) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(algorithm).digest(content.getBytes(StandardCharsets.UTF_8));
    }

    static String digest(String key, String algorithm, String content) throws NoSuchAlgorithmException {
        return key + "=:" + Base64.getEncoder().encodeToString(hash(algorithm, content)) + ":";
    }

    void assertNothingIsThere() {
        assertThat(folder).isEmptyDirectory();
    }
}
