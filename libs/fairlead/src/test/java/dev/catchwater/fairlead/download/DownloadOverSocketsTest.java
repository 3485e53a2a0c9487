package dev.catchwater.fairlead.download;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.testkit.Answer;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadOverSocketsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.create(
            VERTX, Settings.named("download").withGuard(GuardPolicy.OFF).withBreaker(BreakerPolicy.OFF));

    @HttpMock
    Upstream upstream;

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        CLIENT.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A reset may take with it what had arrived, so that any number of failures in a row brings no byte. */
    private static Downloads downloads(Random random) {
        DownloadPolicy quick =
                new DownloadPolicy(1L << 30, 100, 100, Duration.ofMillis(2), Duration.ofMillis(2), false);
        return new Downloads(CLIENT::send, quick, new VertxTimers(VERTX, InstantSource.system()), random);
    }

    /** Serves ranges of the content, each answer cut by a reset or a close at a random place, three times of four. */
    private static Answer cutting(byte[] content, Random random) {
        return request -> {
            int from = request.header("Range")
                    .map(range -> Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)))
                    .orElse(0);
            byte[] rest = Arrays.copyOfRange(content, from, content.length);
            Reply reply = (from == 0 ? Reply.status(200) : Reply.status(206))
                    .header("ETag", "\"1\"")
                    .body(rest);
            if (from > 0) {
                reply = reply.header(
                        "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            int at = random.nextInt(rest.length + 1);
            return switch (random.nextInt(4)) {
                case 0 -> reply;
                case 1 -> reply.resetAfter(at);
                default -> reply.truncateAfter(at);
            };
        };
    }

    @Test
    void connectionsThatAreCutAtRandomPlacesStillMakeTheWhole() throws IOException {
        int resumed = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            byte[] content = new byte[1 + random.nextInt(400_000)];
            random.nextBytes(content);
            upstream.when(Match.get("/" + seed)).answer(cutting(content, random));
            Path target = folder.resolve("target");
            var done = get(downloads(new Random(seed))
                    .to(Request.get(upstream.uri("/" + seed)), target)
                    .collect()
                    .last());
            assertThat(Files.readAllBytes(target)).as("seed %s", seed).isEqualTo(content);
            resumed += ((DownloadEvent.Done) done).requests() > 1 ? 1 : 0;
        }
        assertThat(resumed).isGreaterThan(30);
    }

    @Test
    void aProcessThatIsKilledInTheMiddleLeavesNothingAtTheTargetAndTheNextOneSucceeds() throws Exception {
        upstream.when(Match.get("/"))
                .reply(Reply.status(200).header("ETag", "\"1\"").streaming(body -> {
                    body.write("x".repeat(200_000));
                    body.awaitClosed(PATIENCE.multipliedBy(2));
                }));
        Path target = folder.resolve("target");
        Path partial = folder.resolve(".target.part");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DownloadingChild.class.getName(),
                        upstream.uri("/").toString(),
                        target.toString())
                .inheritIO()
                .start();
        try {
            await().atMost(PATIENCE.multipliedBy(2))
                    .until(() -> Files.exists(partial) && Files.size(partial) >= 200_000);
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(target).doesNotExist();
        upstream.when(Match.get("/")).reply(Reply.ok("the whole"));
        Downloads keeping = new Downloads(
                CLIENT::send,
                DownloadPolicy.DEFAULT.keepingPartial(),
                new VertxTimers(VERTX, InstantSource.system()),
                new Random(1));
        get(keeping.to(Request.get(upstream.uri("/")), target).collect().last());
        assertThat(target).hasContent("the whole");
        assertThat(partial).doesNotExist();
    }
}
