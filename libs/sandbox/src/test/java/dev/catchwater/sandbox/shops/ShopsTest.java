package dev.catchwater.sandbox.shops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopsTest {

    private Sandbox sandbox;
    private Web web;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        web = new Web(sandbox.baseUri());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kettle-house | \"gtin13\":\"4012345000009\"",
                "kettle-house | \"price\":\"29.99\",\"priceCurrency\":\"EUR\"",
                "marktplatz   | itemprop=\"price\" content=\"32.39\"",
                "bargain-barn | product:price:amount\" content=\"32.99\"",
                "hausrat      | <span class=\"price\">29,09 €</span>",
            })
    void eachShopSaysItsPriceInItsOwnWay(String shop, String said) throws Exception {
        assertThat(web.get("/shops/" + shop + "/p/kettle").body()).contains(said);
    }

    @Test
    void aPageThatDidNotChangeIsNotSentAgain() throws Exception {
        String tag =
                web.get("/shops/hausrat/p/lamp").headers().firstValue("etag").orElseThrow();
        assertThat(web.get("/shops/hausrat/p/lamp", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        command(
                "hausrat",
                "price",
                new JsonObject().put("id", "lamp").put("cents", 3_000).put("list", 4_200));
        var changed = web.get("/shops/hausrat/p/lamp", "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("42,00 €</del>", ">30,00 €<");
    }

    @Test
    void whatIsGoneSaysSo() throws Exception {
        command("kettle-house", "stock", new JsonObject().put("id", "toaster").put("available", "false"));
        assertThat(web.get("/shops/kettle-house/p/toaster").body()).contains("schema.org/OutOfStock", "Out of stock");
        assertThat(web.get("/shops/kettle-house/p/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void whoAsksTooOftenIsToldToWaitAndCountedIfHeDoesNot() throws Exception {
        command("marktplatz", "limit", new JsonObject().put("count", 2));
        for (int i = 0; i < 2; i++) {
            assertThat(web.get("/shops/marktplatz/p/cola").statusCode()).isEqualTo(200);
        }
        var refused = web.get("/shops/marktplatz/p/cola");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 61L);
        web.get("/shops/marktplatz/p/cola");
        assertThat(sandbox.world().command("shops", "marktplatz", "judgement", new JsonObject()))
                .containsExactly("4", "1", "0");
    }

    @Test
    void aWallMeetsEverybodyUntilItIsOpened() throws Exception {
        command("hausrat", "wall", new JsonObject().put("status", 403));
        var walled = web.get("/shops/hausrat/p/cola");
        assertThat(walled.statusCode()).isEqualTo(403);
        assertThat(walled.headers().firstValue("cf-mitigated")).hasValue("challenge");
        command("hausrat", "wall", new JsonObject().put("status", 200));
        assertThat(web.get("/shops/hausrat/p/cola").statusCode()).isEqualTo(200);
    }

    @Test
    void whoFollowsHiddenLinksIsCounted() throws Exception {
        assertThat(web.get("/robots.txt").body()).contains("Disallow: /shops/hausrat/internal/", "Sitemap: ");
        assertThat(web.get("/shops/hausrat/").body()).contains("/shops/hausrat/internal/all");
        web.get("/shops/hausrat/internal/all");
        web.get("/shops/hausrat/basket");
        assertThat(sandbox.world()
                        .command("shops", "hausrat", "judgement", new JsonObject())
                        .getLast())
                .isEqualTo("2");
    }

    @Test
    void aSitemapNamesAllPages() throws Exception {
        assertThat(web.get("/shops/bargain-barn/sitemap.xml").body())
                .contains("/shops/bargain-barn/p/kettle</loc>", "/shops/bargain-barn/p/cola</loc>")
                .doesNotContain("/p/lamp");
    }

    private void command(String shop, String op, JsonObject args) {
        sandbox.world().command("shops", shop, op, args);
    }
}
