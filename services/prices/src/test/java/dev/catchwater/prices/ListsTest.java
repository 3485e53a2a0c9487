package dev.catchwater.prices;

import static dev.catchwater.prices.Shopping.PATIENCE;
import static dev.catchwater.prices.Shopping.base;
import static dev.catchwater.prices.Shopping.price;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.sandbox.Sandbox;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages that tell of several things: variants, feeds, shop APIs; and watches of a product's best offer. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class ListsTest {

    private final Sandbox sandbox = SandboxResource.sandbox();

    @Test
    void allVariantsOfAPageAreFollowedAndKeptApart() {
        String base = base(sandbox, "fadenwerk");
        long page = Shopping.watch(base + "products/tee", "fadenwerk", base);
        List<Map<String, Object>> offers = offers(page, 3);
        assertThat(offers).extracting(one -> one.get("product")).doesNotHaveDuplicates();
        assertThat(offers)
                .extracting(one -> one.get("price").toString())
                .containsExactlyInAnyOrder("19.90", "19.90", "22.90");
        // Siblings are alike, and are no matter for a person.
        List<Integer> open = given().get("/api/v1/reviews?limit=100").jsonPath().getList("items.product");
        assertThat(open)
                .doesNotContainAnyElementsOf(offers.stream()
                        .map(one -> ((Number) one.get("product")).intValue())
                        .toList());
        price(sandbox, "fadenwerk", "FW-TEE-IND-M", 2_190);
        await().atMost(PATIENCE).until(() -> offers(page, 3), now -> prices(now).contains("21.90"));
        assertThat(prices(offers(page, 3))).containsExactlyInAnyOrder("19.90", "19.90", "21.90");
        shopifyKnowsTheSameVariants();
    }

    private void shopifyKnowsTheSameVariants() {
        String base = base(sandbox, "fadenwerk");
        long list = list(base + "products.json?limit=250&currency=EUR", "shopify", "fadenwerk");
        List<Map<String, Object>> offers = offers(list, 3);
        assertThat(prices(offers)).containsExactlyInAnyOrder("19.90", "19.90", "21.90");
        // By the shop's own numbers each is the product that the page told of.
        offers.forEach(offer -> {
            JsonPath product = Shopping.product(((Number) offer.get("product")).longValue());
            assertThat(product.getList("offers.page")).hasSize(2);
        });
        assertThat(offers.getFirst().get("url").toString()).contains("/products/tee?variant=");
    }

    @Test
    void aFeedsItemsAreOffersWithTheirOwnPages() {
        long feed = list(base(sandbox, "bargain-barn") + "feed.xml", "feed", "bargain-barn");
        List<Map<String, Object>> offers = offers(feed, 3);
        assertThat(offers)
                .allSatisfy(offer -> assertThat(offer.get("url").toString()).contains("/shops/bargain-barn/p/"));
        assertThat(offers).allSatisfy(offer -> assertThat(offer.get("landed")).isNotNull());
        sandbox.world()
                .command(
                        "shops",
                        "bargain-barn",
                        "stock",
                        new JsonObject().put("id", "cola").put("available", "false"));
        await().atMost(PATIENCE)
                .until(
                        () -> offers(feed, 3).stream()
                                .filter(offer -> "OUT_OF_STOCK".equals(offer.get("availability")))
                                .count(),
                        count -> count == 1);
    }

    @Test
    void aShopApiIsReadPageByPage() {
        String base = base(SandboxResource.limited(), "hausrat");
        long first = list(base + "wp-json/wc/store/v1/products?per_page=3", "woocommerce", "hausrat");
        List<String> urls = await().atMost(PATIENCE)
                .until(
                        () -> given().get("/api/v1/pages?limit=500")
                                .jsonPath()
                                .getList(
                                        "items.findAll { it.kind == 'WOOCOMMERCE' && it.state == 'OK' }.url",
                                        String.class),
                        found -> found.size() == 3);
        assertThat(urls).allSatisfy(url -> assertThat(url).startsWith(base));
        assertThat(offers(first, 3)).hasSize(3);
    }

    @Test
    void aWatchOfAProductTellsOfItsBestOfferWhicheverThatIs() {
        long one = Shopping.watch(SandboxResource.limited(), "kettle-house", "kettle");
        long other = Shopping.watch(SandboxResource.limited(), "marktplatz", "kettle");
        long product = Shopping.comparisonOf(one).getLong("product.id");
        await().atMost(PATIENCE)
                .until(
                        () -> Shopping.product(product).getList("offers.page", Long.class),
                        pages -> pages.contains(other));
        given().contentType(ContentType.JSON)
                .body(Map.of("product", product, "offer", 1, "kind", "all-time-low"))
                .post("/api/v1/watches")
                .then()
                .statusCode(400);
        int watch = given().contentType(ContentType.JSON)
                .body(Map.of("product", product, "kind", "target", "amount", "20", "currency", "EUR"))
                .post("/api/v1/watches")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getInt("id");
        price(SandboxResource.limited(), "marktplatz", "kettle", 1_900);
        await().atMost(PATIENCE).until(() -> told(watch), told -> told.size() == 1);
        // Another shop below the target is no news while the best offer was below it already.
        price(SandboxResource.limited(), "kettle-house", "kettle", 1_850);
        await().atMost(PATIENCE).until(() -> prices(offersOf(product)), prices -> prices.contains("18.50"));
        assertThat(told(watch)).singleElement().satisfies(body -> {
            assertThat(body.get("price")).isEqualTo("19.00");
            assertThat(body.get("shop")).isEqualTo("marktplatz");
        });
    }

    private static List<Map<String, Object>> told(int watch) {
        return given().get("/api/v1/alerts")
                .jsonPath()
                .param("watch", watch)
                .getList("items.findAll { it.watch == watch }.body");
    }

    private static long list(String url, String kind, String shop) {
        Map<String, String> body = new HashMap<>(Map.of("url", url, "kind", kind, "shop", shop));
        body.put("shopUrl", url.substring(0, url.indexOf("/shops/")) + "/shops/" + shop + "/");
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/pages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /** Waits till a page has so many offers. */
    private static List<Map<String, Object>> offers(long page, int count) {
        return await().atMost(PATIENCE).until(() -> offersOn(page), offers -> offers.size() == count);
    }

    private static List<Map<String, Object>> offersOn(long page) {
        return given()
                .queryParam("limit", 200)
                .get("/api/v1/products")
                .jsonPath()
                .getList("items.product.id", Long.class)
                .stream()
                .flatMap(product -> offersOf(product).stream())
                .filter(offer -> ((Number) offer.get("page")).longValue() == page)
                .toList();
    }

    private static List<Map<String, Object>> offersOf(long product) {
        List<Map<String, Object>> offers = Shopping.product(product).getList("offers");
        return offers.stream()
                .map(offer -> {
                    Map<String, Object> flat = new HashMap<>(offer);
                    flat.put("product", product);
                    Object price = offer.get("price");
                    flat.put("price", price instanceof Map<?, ?> money ? money.get("amount") : "");
                    return flat;
                })
                .toList();
    }

    private static List<String> prices(List<Map<String, Object>> offers) {
        return offers.stream().map(offer -> offer.get("price").toString()).toList();
    }
}
