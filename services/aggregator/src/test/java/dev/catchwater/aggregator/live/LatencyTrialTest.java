package dev.catchwater.aggregator.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.catchwater.aggregator.Listener;
import dev.catchwater.aggregator.SandboxResource;
import dev.catchwater.sandbox.Sandbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a post takes from the sandbox to an open SSE connection. */
@Tag("trial")
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class LatencyTrialTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POSTS = 300;
    private static final int WARM_UP = 100;

    private final Sandbox sandbox = SandboxResource.sandbox();

    @Test
    void fromAStreamedPostToAnOpenConnection() {
        int id = given().contentType(ContentType.JSON)
                .body(Map.of("platform", "mastodon", "url", SandboxResource.base("meadow") + "/public/local"))
                .post("/api/v1/sources")
                .then()
                .extract()
                .path("id");
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/v1/sources/" + id).then().body("state", equalTo("STREAMING")));
        long[] nanos = new long[POSTS];
        try (Listener listener = Listener.open(URI.create("http://localhost:" + RestAssured.port + "/api/v1/stream"))) {
            for (int i = 0; i < WARM_UP + POSTS; i++) {
                String words = "Latency " + i + " end";
                long began = System.nanoTime();
                sandbox.world().status("meadow", "demo", words);
                Listener.Event told = listener.await("post", words, PATIENCE);
                if (i >= WARM_UP) {
                    nanos[i - WARM_UP] = told.atNanos() - began;
                }
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "sandbox post -> open SSE connection, %d posts one by one: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                POSTS, nanos[POSTS / 2] / 1e6, nanos[POSTS * 99 / 100] / 1e6, nanos[POSTS - 1] / 1e6);
        assertThat(Duration.ofNanos(nanos[POSTS * 99 / 100])).isLessThan(Duration.ofSeconds(1));
        given().delete("/api/v1/sources/" + id).then().statusCode(204);
    }
}
