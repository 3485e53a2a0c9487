package dev.catchwater.aggregator.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.catchwater.aggregator.SandboxResource;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.testkit.SseListener;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a post takes from the sandbox to an open SSE connection. */
@Tag("trial")
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class LatencyTrialTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POSTS = 300;
    private static final int ITEMS = 60;

    @ConfigProperty(name = "catchwater.aggregator.polling.max")
    Duration longestInterval;

    private final Sandbox sandbox = SandboxResource.sandbox();

    @Test
    void fromAStreamedPostToAnOpenConnection() {
        int id = add("mastodon", SandboxResource.base("meadow") + "/public/local");
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/v1/sources/" + id).then().body("state", equalTo("STREAMING")));
        long[] nanos = measure(POSTS, words -> sandbox.world().status("meadow", "demo", words));
        print("pushed", nanos);
        assertThat(Duration.ofNanos(nanos[POSTS * 99 / 100])).isLessThan(Duration.ofSeconds(1));
        remove(id);
    }

    /** The longest interval of the test configuration is the bound; a post waits for the next look at its feed. */
    @Test
    void fromAFeedsItemToAnOpenConnection() {
        int id = add("feed", sandbox.baseUri() + "/feeds/gazette/atom.xml");
        long[] nanos = measure(ITEMS, words -> sandbox.world().item("gazette", words, "So it is said."));
        print("polled at most every " + longestInterval.toMillis() + " ms", nanos);
        assertThat(Duration.ofNanos(nanos[ITEMS * 99 / 100])).isLessThan(longestInterval.plusSeconds(1));
        remove(id);
    }

    private static long[] measure(int count, Consumer<String> publish) {
        long[] nanos = new long[count];
        try (SseListener listener =
                SseListener.open(URI.create("http://localhost:" + RestAssured.port + "/api/v1/stream"))) {
            for (int i = -count / 3; i < count; i++) {
                String words = "Latency " + count + " " + i + " end";
                long began = System.nanoTime();
                publish.accept(words);
                SseListener.Event told = listener.await("post", words, PATIENCE);
                if (i >= 0) {
                    nanos[i] = told.atNanos() - began;
                }
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void print(String how, long[] nanos) {
        System.out.printf(
                "sandbox post -> open SSE connection, %s, %d posts one by one: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                how,
                nanos.length,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }

    private static int add(String platform, String url) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("platform", platform, "url", url))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void remove(int id) {
        given().delete("/api/v1/sources/" + id).then().statusCode(204);
    }
}
