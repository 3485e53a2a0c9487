package dev.catchwater.aggregator.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.aggregator.SandboxResource;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.testkit.SseListener;
import dev.catchwater.web.Role;
import dev.catchwater.web.keys.KeyRing;
import dev.catchwater.web.keys.MintedKey;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a sandbox post to an open SSE connection. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class RiverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    KeyRing keys;

    private final Sandbox sandbox = SandboxResource.sandbox();

    @Test
    void aStreamedPostIsToldEditedAndDeletedAtOnce() {
        int id = add("mastodon", SandboxResource.base("harbour") + "/public");
        streaming(id);
        try (SseListener listener = SseListener.open(stream(""))) {
            String mark = UUID.randomUUID().toString();
            String status = sandbox.world().status("harbour", "demo", "Tide at " + mark);
            SseListener.Event posted = listener.await("post", mark, PATIENCE);
            assertThat(posted.id()).matches("\\d+-\\d+");
            sandbox.world().editStatus("harbour", status, "Ebb at " + mark);
            assertThat(listener.await("edit", "Ebb at " + mark, PATIENCE).data())
                    .contains("\"editedAt\"");
            sandbox.world().deleteStatus("harbour", status);
            String post = new io.vertx.core.json.JsonObject(posted.data()).getString("id");
            listener.await("delete", post, PATIENCE);
            given().get("/api/v1/posts/" + post).then().statusCode(404);
        }
        remove(id);
    }

    @Test
    void aStreamDoesNotOutliveItsRevokedKey() {
        MintedKey key = keys.issue("listener", Role.READER).await().atMost(PATIENCE);
        try (SseListener listener = SseListener.open(stream(""), "Authorization", "Bearer " + key.text())) {
            keys.revoke(key.key().id()).await().atMost(PATIENCE);
            listener.await("unauthorized", "", PATIENCE);
        }
    }

    @Test
    void aListenerThatWasAwayIsToldWhatItMissedInOrderAndOnce() {
        int id = add("mastodon", SandboxResource.base("meadow") + "/public");
        streaming(id);
        String position = given().get("/api/v1/timeline").then().extract().path("position");
        String mark = UUID.randomUUID().toString();
        for (int i = 0; i < 30; i++) {
            sandbox.world().status("meadow", "demo", mark + " number " + i + ".");
        }
        await().atMost(PATIENCE).until(() -> count(mark) == 30);
        try (SseListener listener = SseListener.open(stream("?lastEventId=" + position))) {
            sandbox.world().status("meadow", "demo", mark + " number 30.");
            listener.await("post", mark + " number 30.", PATIENCE);
            List<String> told = listener.events().stream()
                    .filter(event -> event.type().equals("post") && event.data().contains(mark))
                    .map(event -> new io.vertx.core.json.JsonObject(event.data())
                            .getJsonObject("content")
                            .getString("plain"))
                    .toList();
            assertThat(told).hasSize(31).doesNotHaveDuplicates();
            assertThat(told.getLast()).isEqualTo(mark + " number 30.");
        }
        try (SseListener lost = SseListener.open(stream("?lastEventId=1-1"))) {
            assertThat(lost.await(
                            event ->
                                    event.type().equals("reset") || event.type().equals("post"),
                            PATIENCE))
                    .isNotNull();
        }
        try (SseListener liar = SseListener.open(stream("?lastEventId=999999999999-1"))) {
            liar.await(event -> event.type().equals("reset"), PATIENCE);
        }
        remove(id);
    }

    @Test
    void postsMadeWhileTheStreamWasCutAreFetchedWithoutAGap() {
        int id = add("mastodon", SandboxResource.base("harbour") + "/public/local");
        streaming(id);
        String mark = UUID.randomUUID().toString();
        sandbox.faults().dropStreams("mastodon/harbour");
        List<String> ids = sandbox.world().statuses("harbour", 120);
        sandbox.world().status("harbour", "demo", "after the cut " + mark);
        assertThat(ids).hasSize(120);
        await().atMost(PATIENCE).until(() -> count(mark) == 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(plainTexts(id)).hasSizeGreaterThanOrEqualTo(121));
        remove(id);
    }

    @Test
    void aFeedsNewItemsEditsAndUnchangedAnswersAreSeenByPolling() {
        int id = add("feed", sandbox.baseUri() + "/feeds/gazette/rss.xml");
        try (SseListener listener = SseListener.open(stream(""))) {
            String mark = UUID.randomUUID().toString();
            String item = sandbox.world().item("gazette", "News " + mark, "Something happened");
            listener.await("post", mark, PATIENCE);
            sandbox.world().editItem("gazette", item, "Something else happened");
            listener.await("edit", mark, PATIENCE);
        }
        given().get("/api/v1/sources/" + id)
                .then()
                .statusCode(200)
                .body("polling.failures", org.hamcrest.Matchers.equalTo(0));
        remove(id);
    }

    private static URI stream(String query) {
        return URI.create("http://localhost:" + RestAssured.port + "/api/v1/stream" + query);
    }

    private static void streaming(int id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/v1/sources/" + id)
                        .then()
                        .body("state", org.hamcrest.Matchers.equalTo("STREAMING")));
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

    private static long count(String mark) {
        return all().stream()
                .filter(post -> String.valueOf(post.get("content")).contains(mark))
                .count();
    }

    private static List<String> plainTexts(int source) {
        return all().stream()
                .map(post -> String.valueOf(post.get("id")))
                .distinct()
                .toList();
    }

    private static List<Map<String, Object>> all() {
        List<Map<String, Object>> found = new java.util.ArrayList<>();
        String cursor = null;
        do {
            var request = given().queryParam("limit", 100);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/timeline")
                    .then()
                    .statusCode(200)
                    .extract();
            found.addAll(page.path("items"));
            cursor = page.path("next");
        } while (cursor != null);
        return found;
    }
}
