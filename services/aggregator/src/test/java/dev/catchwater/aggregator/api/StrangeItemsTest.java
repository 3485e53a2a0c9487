package dev.catchwater.aggregator.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;

import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no database keeps as it is: an item of it must not hold up the others of its feed. */
@QuarkusTest
class StrangeItemsTest {

    @Test
    void anItemWithNulOrADateBeyondAllCalendarsIsAPostLikeTheOthers(@HttpMock Upstream upstream) {
        upstream.when(Match.get("/feed.json")).reply(Reply.json("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "T\\u0000ides", "items": [
                  {"id": "nul-\\u0000-id", "title": "n\\u0000l", "content_html": "<p>a\\u0000b</p>", "tags": ["t\\u0000"],
                   "authors": [{"name": "A\\u0000da"}], "language": "e\\u0000n"},
                  {"id": "far", "title": "far", "date_published": "+99999-01-01T00:00:00Z"},
                  {"id": "early", "title": "early", "date_published": "-0044-03-15T00:00:00Z",
                   "date_modified": "+99999-01-01T00:00:00Z"},
                  {"id": "half", "title": "half \\ud83d", "content_text": "\\udca7"}]}"""));
        int id = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "platform", "feed", "url", upstream.uri("/feed.json").toString()))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        given().queryParam("limit", 100)
                .get("/api/v1/timeline")
                .then()
                .statusCode(200)
                .body(
                        "items.findAll { it.via[0].source == %d }.content.title*.take(4)".formatted(id),
                        containsInAnyOrder("nl", "far", "earl", "half"));
    }
}
