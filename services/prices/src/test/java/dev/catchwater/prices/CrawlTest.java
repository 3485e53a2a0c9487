package dev.catchwater.prices;

import static dev.catchwater.prices.Shopping.PATIENCE;
import static dev.catchwater.prices.Shopping.awaitState;
import static dev.catchwater.prices.Shopping.base;
import static dev.catchwater.prices.Shopping.offerOf;
import static dev.catchwater.prices.Shopping.page;
import static dev.catchwater.prices.Shopping.watch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.judge.LogEntry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where addresses come from and lead to, and what pages ask of crawlers. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class CrawlTest {

    private final Sandbox sandbox = SandboxResource.sandbox();

    @Test
    void whereAPageLeadsForGoodIsReadAndAskedFromThenOn() {
        lead("hausrat", "cable", base(sandbox, "hausrat") + "p/beans-kilo", 301);
        long page = watch(sandbox, "hausrat", "cable");
        assertThat(offerOf(page).get("price")).hasToString(price("p/beans-kilo"));
        await().atMost(PATIENCE).until(() -> asked("hausrat", "/p/beans-kilo").size() > 4);
        assertThat(asked("hausrat", "/p/cable")).hasSize(1);
    }

    @Test
    void whereAPageLeadsToAnotherHostIsAskedInThatHostsTurn() {
        Sandbox other = SandboxResource.named();
        lead("hausrat", "kettle", base(other, "hausrat") + "p/kettle", 302);
        long page = watch(sandbox, "hausrat", "kettle");
        offerOf(page);
        long before = asked("hausrat", "/p/kettle").size();
        // Not for good: it is asked where it stands each time.
        await().atMost(PATIENCE).until(() -> asked("hausrat", "/p/kettle").size() > before + 1);
        assertThat(given().get("/api/v1/hosts").jsonPath().getList("items.origin"))
                .contains(other.baseUri().toString());
    }

    @Test
    void redirectsThatLeadRoundAndRoundAreGivenUp() {
        lead("marktplatz", "beans-kilo", base(sandbox, "marktplatz") + "p/beans-kilo", 302);
        long page = watch(sandbox, "marktplatz", "beans-kilo");
        awaitState(page, "GONE");
        assertThat(page(page).getString("note")).contains("round");
        assertThat(asked("marktplatz", "/p/beans-kilo")).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void nothingIsKeptOfAPageThatAsksNotToBeListed() {
        sandbox.world()
                .command(
                        "shops",
                        "hausrat",
                        "robots",
                        new JsonObject().put("id", "cola").put("robots", "otherbot: all, Catchwater-Prices: noindex"));
        long page = watch(sandbox, "hausrat", "cola");
        awaitState(page, "FORBIDDEN");
        assertThat(page(page).getString("note")).contains("not to be listed");
        assertThat(asked("hausrat", "/p/cola")).hasSize(1);
    }

    @Test
    void theSitemapsThatRobotsTxtNamesAreFollowed() {
        Sandbox named = SandboxResource.named();
        given().contentType(ContentType.JSON)
                .body(Map.of("url", named.baseUri() + "/robots.txt", "sitemap", true, "containing", "barn/p/co"))
                .post("/api/v1/pages")
                .then()
                .statusCode(201);
        String origin = named.baseUri().toString();
        List<String> found = await().atMost(PATIENCE)
                .until(
                        () -> given().get("/api/v1/pages?limit=500")
                                .jsonPath()
                                .param("origin", origin)
                                .getList(
                                        "items.findAll { it.url.startsWith(origin) && it.kind == 'PRODUCT' && it.state == 'OK' }.url"),
                        urls -> !urls.isEmpty());
        assertThat(found).containsExactly(base(named, "bargain-barn") + "p/cola");
        assertThat(given().get("/api/v1/pages?limit=500")
                        .jsonPath()
                        .param("origin", origin)
                        .getList("items.findAll { it.url.startsWith(origin) && it.kind == 'SITEMAP' }.url"))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"zip-bomb, SILENT", "oversize, SILENT", "loop, GONE", "wrong-charset, NOTHING", "laughs, NOTHING"})
    void whatIsHostileIsBoundedAndItsHostIsAskedAgain(String site, String state) {
        Sandbox named = SandboxResource.named();
        long page = watch(
                named.baseUri() + "/feeds/" + site + "/rss.xml",
                "hostile",
                named.baseUri().toString() + "/feeds/");
        awaitState(page, state);
        given().delete("/api/v1/pages/" + page).then().statusCode(204);
        long other = watch(named, "kettle-house", "kettle");
        offerOf(other);
    }

    private void lead(String shop, String thing, String to, int status) {
        sandbox.world()
                .command(
                        "shops",
                        shop,
                        "lead",
                        new JsonObject().put("id", thing).put("to", to).put("status", status));
    }

    private List<LogEntry> asked(String shop, String path) {
        return sandbox.log().entries("shops/" + shop).stream()
                .filter(entry -> entry.path().endsWith(path))
                .toList();
    }

    // What hausrat asks for another thing of its own.
    private String price(String path) {
        long page = watch(base(sandbox, "hausrat") + path, "hausrat", base(sandbox, "hausrat"));
        return String.valueOf(offerOf(page).get("price"));
    }
}
