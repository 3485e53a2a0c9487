package dev.catchwater.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.sandbox.judge.Refusal;
import dev.catchwater.sandbox.world.Dice;
import dev.catchwater.sandbox.world.Rhythm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {

    private volatile Instant now = Instant.parse("2026-11-20T10:03:00Z");

    @Test
    void theSameSeedAtTheSameTimeIsTheSameWorld() throws Exception {
        String first = contents(SandboxOptions.living().withSeed(3));
        assertThat(contents(SandboxOptions.living().withSeed(3))).isEqualTo(first);
        assertThat(contents(SandboxOptions.living().withSeed(4))).isNotEqualTo(first);
    }

    @Test
    void aRestartedWorldRemembersWhatItsScriptWroteBefore() throws Exception {
        List<String> before = home(SandboxOptions.living());
        now = now.plusSeconds(300);
        List<String> after = home(SandboxOptions.living());
        // Five minutes later some are new on top; what is left of the old is the same, in the same order.
        assertThat(after).containsAnyElementsOf(before).doesNotHaveDuplicates();
        List<String> common = before.stream().filter(after::contains).toList();
        assertThat(after.subList(after.indexOf(common.getFirst()), after.size()))
                .startsWith(common.toArray(String[]::new));
    }

    @Test
    void timeThatIsPushedAheadMakesThingsHappen() throws Exception {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.living().withHistory(Duration.ZERO).withClock(() -> now))) {
            sandbox.world().pause();
            int before = total(sandbox);
            sandbox.world().advance(Duration.ofHours(6));
            int after = total(sandbox);
            assertThat(after).isGreaterThan(before + 100);
            now = now.plusSeconds(3_600);
            assertThat(total(sandbox)).isEqualTo(after);
            assertThat(sandbox.clock().instant()).isEqualTo(Instant.parse("2026-11-20T16:03:00Z"));
            assertThatThrownBy(() -> sandbox.world().advance(Duration.ofDays(2)))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void theWorldEditsDeletesBoostsAndBursts() throws Exception {
        SandboxOptions busy = SandboxOptions.living().withClock(() -> now).withPace(2);
        try (Sandbox sandbox = Sandbox.start(busy)) {
            Web web = new Web(sandbox.baseUri());
            var statuses = new ArrayList<JsonObject>();
            String path = "/mastodon/meadow/api/v1/timelines/home?limit=40";
            String auth = "Bearer " + SandboxOptions.DEMO_TOKEN;
            String below = "";
            for (int page = 0; page < 10; page++) {
                JsonArray found = web.array(path + below, "Authorization", auth);
                found.forEach(status -> statuses.add((JsonObject) status));
                below = "&max_id=" + statuses.getLast().getString("id");
            }
            assertThat(statuses).hasSize(400);
            assertThat(statuses).anyMatch(status -> status.getValue("reblog") != null);
            assertThat(statuses).anyMatch(status -> status.getValue("edited_at") != null);
            assertThat(statuses).anyMatch(status -> status.getValue("in_reply_to_id") != null);
            assertThat(statuses)
                    .anyMatch(status -> !status.getString("spoiler_text").isEmpty());
            assertThat(statuses)
                    .anyMatch(
                            status -> !status.getJsonArray("media_attachments").isEmpty());
            assertThat(statuses)
                    .extracting(status -> status.getString("language"))
                    .contains("en", "es");
            // A home timeline keeps 400: below there is nothing, and what is older is gone.
            assertThat(web.array(path + below, "Authorization", auth)).isEmpty();
        }
    }

    @Test
    void peopleWriteMostAtTheirHour() {
        int peak = 0;
        int trough = 0;
        for (long day = 20_000; day < 20_200; day++) {
            for (int slot = 0; slot < 6; slot++) {
                peak += Rhythm.moments(Dice.of(1, "p", day * 144 + 72 + slot), day * 144 + 72 + slot, 100, 12)
                        .size();
                trough += Rhythm.moments(Dice.of(1, "p", day * 144 + slot), day * 144 + slot, 100, 12)
                        .size();
            }
        }
        // Mean 4.17 an hour; 1.8 times that at the peak, 0.2 times twelve hours away: 1500 and 167 in 200 days.
        assertThat(peak).isBetween(1_350, 1_650);
        assertThat(trough).isBetween(110, 230);
    }

    @Test
    void theControlPathsTellWhatThereIsAndWhatWasAsked() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.quiet())) {
            Web web = new Web(sandbox.baseUri());
            web.get("/mastodon/harbour/api/v1/timelines/home", "Authorization", "Bearer " + SandboxOptions.DEMO_TOKEN);
            web.get("/mastodon/harbour/api/v1/timelines/home", "Authorization", "Bearer secret-of-someone");
            web.get("/feeds/gazette/rss.xml");
            web.get("/no/such/upstream");
            JsonArray entries = web.json("/_sandbox/log").getJsonArray("entries");
            assertThat(entries)
                    .extracting(entry -> ((JsonObject) entry).getString("upstream"))
                    .containsExactly("mastodon/harbour", "mastodon/harbour", "feeds/gazette");
            assertThat(entries)
                    .extracting(entry -> ((JsonObject) entry).getString("auth"))
                    .containsExactly("user:demo", "refused", "anonymous");
            assertThat(entries)
                    .extracting(entry -> ((JsonObject) entry).getInteger("status"))
                    .containsExactly(200, 401, 200);
            assertThat(entries.encode()).doesNotContain("secret-of-someone", SandboxOptions.DEMO_TOKEN);
            int last = entries.getJsonObject(2).getInteger("seq");
            assertThat(web.json("/_sandbox/log?after=" + last).getJsonArray("entries"))
                    .isEmpty();
            assertThat(web.get("/_sandbox/upstreams").body()).contains("feeds/zip-bomb", "mastodon/meadow");
            assertThat(web.get("/").body())
                    .contains("The pretend internet", "/feeds/gazette/rss.xml")
                    .doesNotContain("BASE/");
            assertThat(web.get("/_sandbox/log", "Sec-Fetch-Site", "cross-site").statusCode())
                    .isEqualTo(403);
            assertThat(web.get("/_sandbox/nonsense").statusCode()).isEqualTo(404);
            assertThat(web.post("/_sandbox/feeds/nowhere/items", "{}").statusCode())
                    .isEqualTo(404);
            assertThat(web.post("/_sandbox/feeds/gazette/items", "{\"count\":100000}")
                            .statusCode())
                    .isEqualTo(422);
        }
    }

    private String contents(SandboxOptions options) throws Exception {
        try (Sandbox sandbox = Sandbox.start(options.withClock(() -> now))) {
            Web web = new Web(sandbox.baseUri());
            String all = web.get("/feeds/gazette/feed.json").body()
                    + web.get("/mastodon/harbour/api/v1/timelines/public?limit=40")
                            .body();
            return all.replace(":" + sandbox.port() + "/", ":0/");
        }
    }

    private List<String> home(SandboxOptions options) throws Exception {
        try (Sandbox sandbox = Sandbox.start(options.withClock(() -> now))) {
            JsonArray page = new Web(sandbox.baseUri()).array("/mastodon/harbour/api/v1/timelines/public?limit=40");
            return page.stream()
                    .map(status -> ((JsonObject) status).getString("id"))
                    .toList();
        }
    }

    private static int total(Sandbox sandbox) throws Exception {
        JsonArray upstreams =
                new Web(sandbox.baseUri()).json("/_sandbox/upstreams").getJsonArray("upstreams");
        return upstreams.stream()
                .mapToInt(upstream -> ((JsonObject) upstream).getInteger("items"))
                .sum();
    }
}
