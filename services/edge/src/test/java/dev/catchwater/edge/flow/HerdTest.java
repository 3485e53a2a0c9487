package dev.catchwater.edge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Ten thousand misses of one key at once, from another process. */
class HerdTest {
    private static final int ALL = 10_000;

    @HttpMock
    Upstream upstream;

    @Test
    void tenThousandMissesAreOneRequestAndAllReadItsAnswerAsItComes() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> rest = new CompletableFuture<>();
        upstream.when(Match.get("/herd"))
                .reply(Reply.ok().header("Cache-Control", "max-age=60").streaming(body -> {
                    body.write(first.join());
                    body.write(rest.join());
                    body.end();
                }));
        try (Node node = new Node(upstream.uri("/"))) {
            Process herd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Herd.class.getName(),
                            Integer.toString(node.port()),
                            Integer.toString(ALL),
                            "11")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader said = herd.inputReader()) {
                Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> node.plane.inFlight() == ALL);
                first.complete("first ");
                assertThat(said.readLine()).isEqualTo("first");
                rest.complete("last!");
                assertThat(said.readLine()).isEqualTo("whole " + ALL);
            } finally {
                herd.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
        assertThat(upstream.requests()).hasSize(1);
    }
}
