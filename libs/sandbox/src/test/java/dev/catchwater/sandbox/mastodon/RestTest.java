package dev.catchwater.sandbox.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestTest {

    private static final String AUTH = "Bearer " + SandboxOptions.DEMO_TOKEN;
    private static final String API = "/mastodon/harbour/api/v1";

    private volatile Instant now = Instant.parse("2026-08-01T13:52:10.123456Z");
    private Sandbox sandbox;
    private Web web;

    @BeforeEach
    void start() {
        InstantSource clock = () -> now;
        sandbox = Sandbox.start(SandboxOptions.quiet().withClock(clock));
        web = new Web(sandbox.baseUri());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void minIdIsThePageDirectlyAboveAndSinceIdTheNewestPageAbove() throws Exception {
        List<String> ids = sandbox.world().statuses("harbour", 10);
        assertThat(home("?limit=3")).containsExactly(ids.get(9), ids.get(8), ids.get(7));
        assertThat(home("?limit=3&max_id=" + ids.get(7))).containsExactly(ids.get(6), ids.get(5), ids.get(4));
        assertThat(home("?limit=3&min_id=" + ids.get(2))).containsExactly(ids.get(5), ids.get(4), ids.get(3));
        assertThat(home("?limit=3&since_id=" + ids.get(2))).containsExactly(ids.get(9), ids.get(8), ids.get(7));
        assertThat(home("?max_id=" + ids.get(5) + "&min_id=" + ids.get(3))).containsExactly(ids.get(4));
        assertThat(home("?max_id=" + ids.get(3) + "&min_id=" + ids.get(5))).isEmpty();
    }

    @Test
    void linksLeadThroughEverythingDownwardsAndBackUp() throws Exception {
        List<String> ids = sandbox.world().statuses("harbour", 95);
        var down = new ArrayList<String>();
        String next = API + "/timelines/home?limit=40";
        String prev = "";
        while (!next.isEmpty()) {
            var page = web.get(next, "Authorization", AUTH);
            down.addAll(ids(page));
            String link = page.headers().firstValue("link").orElse("");
            next = link(link, "next");
            prev = link.isEmpty() ? prev : link(link, "prev");
        }
        assertThat(down).containsExactlyElementsOf(ids.reversed());
        var up = new ArrayList<String>();
        while (!prev.isEmpty()) {
            var page = web.get(prev, "Authorization", AUTH);
            up.addAll(ids(page).reversed());
            prev = link(page.headers().firstValue("link").orElse(""), "prev");
        }
        assertThat(up).containsExactlyElementsOf(ids.subList(15, 95));
    }

    @Test
    void anAccountsLastPageHasNoNextAndAnEmptyPageNoLinks() throws Exception {
        String id = web.json(API + "/accounts/lookup?acct=liam_quay").getString("id");
        for (int i = 0; i < 7; i++) {
            sandbox.world().status("harbour", "liam_quay", "Tide " + i);
        }
        sandbox.world().status("harbour", "tess_marlow", "Not his");
        String path = API + "/accounts/" + id + "/statuses?limit=5";
        var first = web.get(path);
        assertThat(ids(first)).hasSize(5);
        var last = web.get(link(first.headers().firstValue("link").orElseThrow(), "next"));
        assertThat(ids(last)).hasSize(2);
        assertThat(last.headers().firstValue("link").orElseThrow())
                .contains("rel=\"prev\"")
                .doesNotContain("next");
        assertThat(web.get(path + "&max_id=1").headers().firstValue("link")).isEmpty();
    }

    @Test
    void atMostFortyAreGiven() throws Exception {
        sandbox.world().statuses("harbour", 60);
        assertThat(home("?limit=1000")).hasSize(40);
        assertThat(home("")).hasSize(20);
        assertThat(home("?limit=nonsense")).isEmpty();
    }

    @Test
    void contentIsInMastodonsGrammar() throws Exception {
        String id = sandbox.world()
                .status(
                        "harbour",
                        "liam_quay",
                        "Fog & <b> at the #Harbour, @tess_marlow: https://www.example.org/a/rather/long/path/indeed");
        JsonObject status = web.json(API + "/statuses/" + id);
        String base = sandbox.baseUri() + "/mastodon/harbour";
        assertThat(status.getString("content"))
                .isEqualTo(
                        "<p>Fog &amp; &lt;b&gt; at the <a href=\"" + base
                                + "/tags/Harbour\" class=\"mention hashtag\" rel=\"tag\">#<span>Harbour</span></a>, <span class=\"h-card\""
                                + " translate=\"no\"><a href=\"" + base
                                + "/@tess_marlow\" class=\"u-url mention\">@<span>tess_marlow</span></a>"
                                + "</span>: <a href=\"https://www.example.org/a/rather/long/path/indeed\" target=\"_blank\""
                                + " rel=\"nofollow noopener\" translate=\"no\"><span class=\"invisible\">https://www.</span><span"
                                + " class=\"ellipsis\">example.org/a/rather/long/path</span><span class=\"invisible\">/indeed</span></a></p>");
        assertThat(web.get(status.getString("url")).body()).contains(status.getString("content"));
        assertThat(status.getJsonArray("mentions").getJsonObject(0).getString("acct"))
                .isEqualTo("tess_marlow");
        assertThat(ids(web.get(API + "/timelines/tag/harbour"))).containsExactly(id);
    }

    @Test
    void editsBoostsAndDeletionsShowEverywhere() throws Exception {
        String id = sandbox.world().status("harbour", "liam_quay", "Fog");
        String boost = sandbox.world().boost("harbour", "tess_marlow", id);
        sandbox.world().editStatus("harbour", id, "Fog, thick");
        JsonObject boosted =
                web.array(API + "/timelines/home", "Authorization", AUTH).getJsonObject(0);
        assertThat(boosted.getString("id")).isEqualTo(boost);
        assertThat(boosted.getJsonObject("reblog").getString("content")).isEqualTo("<p>Fog, thick</p>");
        assertThat(boosted.getJsonObject("reblog").getInteger("reblogs_count")).isEqualTo(1);
        assertThat(boosted.getJsonObject("reblog").getString("edited_at")).isEqualTo("2026-08-01T13:52:10.123Z");
        assertThat(ids(web.get(API + "/timelines/public"))).containsExactly(id);
        sandbox.world().deleteStatus("harbour", id);
        assertThat(home("")).isEmpty();
        assertThat(web.get(API + "/statuses/" + boost).statusCode()).isEqualTo(404);
    }

    @Test
    void errorsHaveMastodonsStatusAndShape() throws Exception {
        assertError(web.get(API + "/timelines/home"), 401, "The access token is invalid");
        assertError(
                web.get(API + "/timelines/public", "Authorization", "Bearer wrong"),
                401,
                "The access token is invalid");
        assertError(web.get(API + "/statuses/0"), 404, "Not Found");
        assertError(web.get(API + "/accounts/lookup?acct=nobody"), 404, "Record not found");
        assertError(web.get(API + "/accounts/7/statuses"), 404, "Record not found");
        assertError(web.get(API + "/nonsense"), 404, "Not Found");
    }

    @Test
    void whatIsPrivateIsForFollowersOnly() throws Exception {
        sandbox.world()
                .command(
                        "mastodon",
                        "harbour",
                        "statuses",
                        new JsonObject().put("text", "hush").put("visibility", "private"));
        assertThat(home("")).hasSize(1);
        assertThat(ids(web.get(API + "/timelines/public", "Authorization", AUTH)))
                .isEmpty();
        assertThat(web.get(API + "/statuses/" + home("").getFirst()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theThreeHundredAndFirstRequestInAWindowIsRefused() throws Exception {
        var first = web.get(API + "/timelines/home", "Authorization", AUTH);
        assertThat(first.headers().firstValue("x-ratelimit-limit")).hasValue("300");
        assertThat(first.headers().firstValue("x-ratelimit-remaining")).hasValue("299");
        assertThat(first.headers().firstValue("x-ratelimit-reset")).hasValue("2026-08-01T13:55:00.123456Z");
        assertThat(first.headers().firstValue("date")).hasValue("Sat, 01 Aug 2026 13:52:10 GMT");
        for (int i = 0; i < 299; i++) {
            assertThat(web.get(API + "/timelines/home", "Authorization", AUTH).statusCode())
                    .isEqualTo(200);
        }
        var refused = web.get(API + "/timelines/home", "Authorization", AUTH);
        assertError(refused, 429, "Too many requests");
        assertThat(refused.headers().firstValue("x-ratelimit-remaining")).hasValue("0");
        assertThat(web.get(API + "/timelines/public").statusCode()).isEqualTo(200);

        now = Instant.parse("2026-08-01T13:55:00Z");
        assertThat(web.get(API + "/timelines/home", "Authorization", AUTH).statusCode())
                .isEqualTo(200);
        JsonObject verdict = web.json("/_sandbox/budgets");
        // The request after the window's turn was granted, and yet it was the 302nd within five minutes.
        assertThat(verdict.getInteger("rejections")).isEqualTo(1);
        assertThat(verdict.getInteger("overSliding")).isEqualTo(2);
    }

    @Test
    void anUnchangedTimelineAnswers304ToItsWeakTag() throws Exception {
        sandbox.world().statuses("harbour", 3);
        String tag = web.get(API + "/timelines/home", "Authorization", AUTH)
                .headers()
                .firstValue("etag")
                .orElseThrow();
        assertThat(tag).matches("W/\"[0-9a-f]{32}\"");
        assertThat(web.get(API + "/timelines/home", "Authorization", AUTH, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void theInstanceNamesItsOwnStreamingHost() throws Exception {
        JsonObject urls = web.json("/mastodon/harbour/api/v2/instance")
                .getJsonObject("configuration")
                .getJsonObject("urls");
        assertThat(urls.getString("streaming")).isEqualTo("ws://127.0.0.1:" + sandbox.port() + "/mastodon/harbour");
    }

    private List<String> home(String query) throws Exception {
        return ids(web.get(API + "/timelines/home" + query, "Authorization", AUTH));
    }

    private static List<String> ids(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(200);
        var statuses = new JsonArray(page.body());
        var ids = new ArrayList<String>();
        for (int i = 0; i < statuses.size(); i++) {
            ids.add(statuses.getJsonObject(i).getString("id"));
        }
        return ids;
    }

    private static String link(String header, String rel) {
        Matcher link = Pattern.compile("<([^>]+)>; rel=\"" + rel + "\"").matcher(header);
        return link.find() ? link.group(1) : "";
    }

    private static void assertError(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("error", message));
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
    }
}
