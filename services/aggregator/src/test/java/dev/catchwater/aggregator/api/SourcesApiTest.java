package dev.catchwater.aggregator.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.catchwater.aggregator.Gzip;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SourcesApiTest {

    private static final String RSS = """
            <?xml version="1.0"?><rss version="2.0"><channel><title>Tides &amp; Times</title>
            <link>https://tides.example/</link><description>d</description>
            <item><guid>%1$s-1</guid><title>High water</title><link>https://tides.example/1</link>
            <description><![CDATA[<p>At <b>noon</b><script>alert(1)</script> <img src="/x.png" alt="gauge"></p>]]></description>
            <pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate></item>
            <item><guid>%1$s-2</guid><title>Low water</title><link>https://tides.example/2</link>
            <pubDate>Sat, 21 Nov 2026 16:00:00 GMT</pubDate></item></channel></rss>""";

    @Inject
    Vertx vertx;

    @Test
    void aFeedIsAddedWithItsPostsAndOnlyOnce(@HttpMock Upstream upstream) {
        String mark = UUID.randomUUID().toString();
        upstream.when(Match.get("/rss.xml")).reply(rss(mark));

        int id = add("feed", upstream.uri("/rss.xml"))
                .statusCode(201)
                .body("title", equalTo("Tides & Times"))
                .body("platform", equalTo("feed"))
                .body("state", equalTo("POLLING"))
                .body("polling.why", equalTo("just added"))
                .header("Location", startsWith("http"))
                .extract()
                .path("id");
        add(
                        "feed",
                        URI.create(upstream.uri("/rss.xml")
                                .toString()
                                .toUpperCase(java.util.Locale.ROOT)
                                .replace("RSS.XML", "rss.xml")))
                .statusCode(200)
                .body("id", equalTo(id));

        given().get("/api/v1/timeline")
                .then()
                .statusCode(200)
                .body(
                        "items.findAll { it.via[0].source == %d }.content.title".formatted(id),
                        equalTo(java.util.List.of("Low water", "High water")))
                .body(
                        "items.find { it.content.title == 'High water' }.content.html",
                        equalTo(
                                "<p>At <b>noon</b> <a href=\"https://tides.example/x.png\" rel=\"nofollow noopener noreferrer ugc\">"
                                        + "[picture: gauge]</a></p>"));
        given().get("/api/v1/sources").then().statusCode(200).body("items.id", hasItem(id));
    }

    @Test
    void aRemovedSourceTakesItsPostsAlongAtOnce(@HttpMock Upstream upstream) {
        String mark = UUID.randomUUID().toString();
        upstream.when(Match.get("/rss.xml")).reply(rss(mark));
        int id = add("feed", upstream.uri("/rss.xml")).statusCode(201).extract().path("id");
        String post = given().get("/api/v1/timeline")
                .then()
                .extract()
                .path("items.find { it.via[0].source == %d }.id".formatted(id));
        given().get("/api/v1/posts/" + post).then().statusCode(200).body("id", equalTo(post));

        given().delete("/api/v1/sources/" + id).then().statusCode(204);
        given().get("/api/v1/timeline").then().body("items.collect { it.via[0].source }", not(hasItem(id)));
        given().get("/api/v1/posts/" + post).then().statusCode(404).contentType("application/problem+json");
        given().get("/api/v1/sources/" + id).then().statusCode(404);
        given().delete("/api/v1/sources/" + id).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void aPageThatNamesAFeedLeadsToIt(@HttpMock Upstream upstream) {
        upstream.when(Match.get("/blog")).reply(Reply.ok("""
                <!DOCTYPE html><html><head><title>Blog</title>
                <link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body>Hi</body></html>""").header("Content-Type", "text/html"));
        upstream.when(Match.get("/rss.xml")).reply(rss(UUID.randomUUID().toString()));
        add("feed", upstream.uri("/blog"))
                .statusCode(201)
                .body("url", equalTo(upstream.uri("/rss.xml").toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "myspace,https://example.org/,400,unknown-platform",
        "feed,ftp://example.org/feed,400,source-bad-address",
        "feed,not an address,400,source-bad-address",
        "feed,http://user:secret@127.0.0.1/feed,400,source-bad-address",
        "feed,http://127.0.0.1:1/feed,502,source-unreachable",
        "feed,http://does-not-exist.invalid/feed,502,source-unreachable",
    })
    void addressesThatCannotBeAskedAreRefusedWithTheReason(String platform, String url, int status, String kind) {
        add(platform, url)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:catchwater:problem:" + kind))
                .body("detail", not(containsString("secret")));
        nothingIsKept(url);
    }

    @Test
    void answersThatAreNoFeedAreRefusedWithTheReason(@HttpMock Upstream upstream) {
        refused(upstream, Reply.ok("just words").header("Content-Type", "text/plain"), 422, "not-a-source");
        refused(upstream, Reply.ok("<!doctype html><p>Hi").header("Content-Type", "text/html"), 422, "not-a-source");
        refused(upstream, Reply.ok("<opml version='2.0'><body/></opml>"), 422, "not-a-source");
        refused(upstream, Reply.ok("{\"hello\": 1}"), 422, "not-a-source");
        refused(upstream, Reply.ok(""), 422, "not-a-source");
        refused(upstream, Reply.ok("<rss version=\"2.0\"><channel><title>half"), 422, "malformed");
        refused(upstream, Reply.ok("{\"version\": \"https://jsonfeed.org/version/1.1\", "), 422, "malformed");
        refused(upstream, Reply.status(404), 422, "bad-status");
        refused(upstream, Reply.status(500), 502, "bad-status");
        refused(upstream, Reply.status(410), 422, "gone");
        refused(upstream, Reply.status(401), 422, "unauthorized");
        refused(upstream, Reply.status(429).header("Retry-After", "3600"), 503, "limited")
                .header("Retry-After", equalTo("3600"));
        refused(upstream, Reply.ok("x".repeat(100)).resetAfter(10), 502, "unreachable");
    }

    @Test
    void hostileDocumentsAreRefusedWithTheReason(@HttpMock Upstream upstream) {
        refused(upstream, Reply.ok("""
                <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                <rss version="2.0"><channel><title>&x;</title></channel></rss>"""), 422, "hostile");
        refused(upstream, Reply.ok("""
                <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY %% p SYSTEM "%s">%%p;]>
                <rss version="2.0"><channel><title>x</title></channel></rss>""".formatted(upstream.uri("/leak"))), 422, "hostile");
        assertThat(upstream.requests(Match.get("/leak"))).isEmpty();
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        refused(
                upstream,
                Reply.ok(bomb + "]><rss version=\"2.0\"><channel><title>&a11;</title></channel></rss>"),
                422,
                "hostile");
        refused(upstream, Reply.ok("<a>".repeat(100_000)), 422, "hostile");
        refused(upstream, Reply.ok("<rss>" + "x".repeat(9 << 20)), 422, "too-large");
        refused(upstream, Reply.ok().header("Content-Encoding", "gzip").body(Gzip.zeros(64 << 20)), 422, "too-large");
    }

    @Test
    void malformedRequestsAreRefused() {
        given().contentType(ContentType.JSON)
                .body("{")
                .post("/api/v1/sources")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/sources")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().contentType(ContentType.JSON)
                .body("{\"platform\":\"feed\",\"url\":\"" + "x".repeat(3000) + "\"}")
                .post("/api/v1/sources")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().contentType(ContentType.TEXT)
                .body("hello")
                .post("/api/v1/sources")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().queryParam("limit", 0).get("/api/v1/timeline").then().statusCode(400);
        given().queryParam("limit", 101).get("/api/v1/timeline").then().statusCode(400);
        given().queryParam("cursor", "made-up")
                .get("/api/v1/timeline")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:catchwater:problem:invalid-cursor"));
    }

    @Test
    void closingTheConnectionCancelsTheCallUpstream(@HttpMock Upstream upstream) throws Exception {
        upstream.when(Match.get("/slow")).reply(Reply.never());
        var client = vertx.createHttpClient();
        client.request(HttpMethod.POST, RestAssured.port, "localhost", "/api/v1/sources")
                .onSuccess(request -> {
                    request.putHeader("Content-Type", "application/json");
                    request.send("{\"platform\":\"feed\",\"url\":\"" + upstream.uri("/slow") + "\"}");
                });
        upstream.awaitRequests(1, Duration.ofSeconds(10));
        client.close().toCompletionStage().toCompletableFuture().get();
        assertThat(upstream.awaitDisconnect(Duration.ofSeconds(10))).isNotNull();
        nothingIsKept(upstream.uri("/slow").toString());
    }

    private ValidatableResponse refused(Upstream upstream, Reply reply, int status, String kind) {
        String path = "/" + UUID.randomUUID();
        upstream.when(Match.get(path)).reply(reply);
        ValidatableResponse response = add("feed", upstream.uri(path))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:catchwater:problem:source-" + kind));
        nothingIsKept(upstream.uri(path).toString());
        return response;
    }

    private static void nothingIsKept(String url) {
        given().queryParam("limit", 500).get("/api/v1/sources").then().body("items.url", not(hasItem(url)));
    }

    private static Reply rss(String mark) {
        return Reply.ok(RSS.formatted(mark)).header("Content-Type", "application/rss+xml");
    }

    private static ValidatableResponse add(String platform, URI url) {
        return add(platform, url.toString());
    }

    private static ValidatableResponse add(String platform, String url) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("platform", platform, "url", url))
                .post("/api/v1/sources")
                .then();
    }
}
