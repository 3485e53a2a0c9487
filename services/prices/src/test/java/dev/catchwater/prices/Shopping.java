package dev.catchwater.prices;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.catchwater.sandbox.Sandbox;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people do with this service and with the pretend shops. */
final class Shopping {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private Shopping() {}

    static String base(Sandbox sandbox, String shop) {
        return sandbox.baseUri() + "/shops/" + shop + "/";
    }

    /** Watches a page of a shop; its number. */
    static long watch(Sandbox sandbox, String shop, String thing) {
        return watch(base(sandbox, shop) + "p/" + thing, shop, base(sandbox, shop));
    }

    static long watch(String url, String shop, String shopUrl) {
        Map<String, String> body = new HashMap<>(Map.of("url", url, "shop", shop, "shopUrl", shopUrl));
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/pages")
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 201))
                .extract()
                .jsonPath()
                .getLong("id");
    }

    static JsonPath page(long id) {
        return given().get("/api/v1/pages/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits till a page is in a state. */
    static void awaitState(long page, String state) {
        await().atMost(PATIENCE).until(() -> page(page).getString("state"), state::equals);
    }

    /** The comparison of the product that a page's offer is of. */
    static JsonPath comparisonOf(long page) {
        return await().atMost(PATIENCE).until(() -> find(page), java.util.Objects::nonNull);
    }

    private static JsonPath find(long page) {
        List<Integer> products = given().queryParam("limit", 200)
                .get("/api/v1/products")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.product.id");
        for (Integer product : products) {
            JsonPath comparison = product(product);
            if (comparison.getList("offers.page", Long.class).contains(page)) {
                return comparison;
            }
        }
        return null;
    }

    static JsonPath product(long id) {
        return given().get("/api/v1/products/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The offer of a page, as the comparison shows it. */
    static Map<String, Object> offerOf(long page) {
        return comparisonOf(page).getList("offers", Map.class).stream()
                .map(Shopping::typed)
                .filter(offer -> ((Number) offer.get("page")).longValue() == page)
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> typed(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    static void price(Sandbox sandbox, String shop, String thing, int cents) {
        sandbox.world()
                .command(
                        "shops",
                        shop,
                        "price",
                        new JsonObject().put("id", thing).put("cents", cents));
    }

    static List<String> judgement(Sandbox sandbox, String shop) {
        return sandbox.world().command("shops", shop, "judgement", new JsonObject());
    }
}
