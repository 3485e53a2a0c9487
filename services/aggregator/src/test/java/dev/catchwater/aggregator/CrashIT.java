package dev.catchwater.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.embedded.EmbeddedRedis;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged process, killed while posts stream in, and started again: each post is there exactly once. */
@Tag("proof")
class CrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int KILLS = 3;

    @Test
    void afterKillNineEveryPostIsInTheTimelineExactlyOnce(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().build();
                EmbeddedRedis redis = EmbeddedRedis.builder().build();
                Sandbox sandbox = Sandbox.start(SandboxOptions.quiet())) {
            postgres.start().createDatabase("crash");
            redis.start();
            int port = freePort();
            Map<String, String> environment = environment(postgres, redis, sandbox, port);
            Process process = start(environment, folder.resolve("0.log"));
            try {
                ready(port);
                add(port, "mastodon", sandbox.baseUri() + "/mastodon/harbour/public");
                add(port, "feed", sandbox.baseUri() + "/feeds/gazette/atom.xml");
                await().atMost(PATIENCE).until(() -> states(port).contains("STREAMING"));
                int posts = 0;
                for (int kill = 1; kill <= KILLS; kill++) {
                    posts = write(sandbox, posts, 100);
                    String early = "Crash post " + (posts - 80) + ".";
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> head(port).contains(early));
                    process.destroyForcibly().waitFor();
                    posts = write(sandbox, posts, 60);
                    process = start(environment, folder.resolve(kill + ".log"));
                    posts = write(sandbox, posts, 20);
                    ready(port);
                }
                int expected = posts;
                await().atMost(PATIENCE).untilAsserted(() -> {
                    List<String> texts = all(port, "items.content.plain");
                    for (int i = 0; i < expected; i++) {
                        assertThat(texts).containsOnlyOnce("Crash post " + i + ".");
                    }
                });
                List<String> titles = all(port, "items.content.title");
                for (int i = 0; i < KILLS; i++) {
                    assertThat(titles).containsOnlyOnce("Crash item " + i);
                }
            } finally {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static int write(Sandbox sandbox, int from, int count) {
        for (int i = from; i < from + count; i++) {
            sandbox.world().status("harbour", "demo", "Crash post " + i + ".");
        }
        if (count == 60) {
            sandbox.world().item("gazette", "Crash item " + (from - 100) / 180, "It happened");
        }
        return from + count;
    }

    private static Map<String, String> environment(
            EmbeddedPostgres postgres, EmbeddedRedis redis, Sandbox sandbox, int port) throws IOException {
        return Map.ofEntries(
                Map.entry("QUARKUS_DATASOURCE_USERNAME", postgres.user()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("crash")),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("crash")),
                Map.entry("QUARKUS_REDIS_HOSTS", redis.uri()),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(freePort())),
                Map.entry("CATCHWATER_WEB_DEMO_USER", "true"),
                Map.entry("FAIRLEAD_GATHER_GUARD_ALLOW", "127.0.0.1:" + sandbox.port()),
                Map.entry("CATCHWATER_AGGREGATOR_POLLING_MIN", "1s"),
                Map.entry("CATCHWATER_AGGREGATOR_POLLING_INITIAL", "2s"),
                Map.entry("CATCHWATER_AGGREGATOR_POLLING_MAX", "5s"),
                Map.entry("CATCHWATER_AGGREGATOR_STREAMING_CHECK", "500ms"),
                Map.entry(
                        "CATCHWATER_AGGREGATOR_MASTODON_TOKENS",
                        sandbox.baseUri() + "/mastodon/harbour=" + SandboxOptions.DEMO_TOKEN));
    }

    private static Process start(Map<String, String> environment, Path log) throws IOException {
        Path app = Path.of(System.getProperty("basedir", ""), "target", "quarkus-app")
                .toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        "quarkus-run.jar")
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void ready(int port) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> given(port).get("/api/v1/timeline").then().statusCode(200));
    }

    private static void add(int port, String platform, String url) {
        given(port)
                .contentType(ContentType.JSON)
                .body(Map.of("platform", platform, "url", url))
                .post("/api/v1/sources")
                .then()
                .statusCode(201);
    }

    private static List<String> head(int port) {
        return given(port)
                .queryParam("limit", 100)
                .get("/api/v1/timeline")
                .then()
                .extract()
                .path("items.content.plain");
    }

    private static List<String> states(int port) {
        return given(port).get("/api/v1/sources").then().extract().path("items.state");
    }

    private static List<String> all(int port, String path) {
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = given(port).queryParam("limit", 100);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/timeline")
                    .then()
                    .statusCode(200)
                    .extract();
            found.addAll(page.path(path));
            cursor = page.path("next");
        } while (cursor != null);
        return found;
    }

    private static RequestSpecification given(int port) {
        return RestAssured.given().baseUri("http://127.0.0.1").port(port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
