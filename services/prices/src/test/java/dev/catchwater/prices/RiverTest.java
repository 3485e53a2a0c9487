package dev.catchwater.prices;

import static dev.catchwater.prices.Shopping.PATIENCE;
import static dev.catchwater.prices.Shopping.awaitState;
import static dev.catchwater.prices.Shopping.base;
import static dev.catchwater.prices.Shopping.comparisonOf;
import static dev.catchwater.prices.Shopping.judgement;
import static dev.catchwater.prices.Shopping.offerOf;
import static dev.catchwater.prices.Shopping.page;
import static dev.catchwater.prices.Shopping.price;
import static dev.catchwater.prices.Shopping.product;
import static dev.catchwater.prices.Shopping.watch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.testkit.SseListener;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** From a shop's page to a comparison, a history and an open SSE connection. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class RiverTest {

    private final Sandbox sandbox = SandboxResource.sandbox();

    @Test
    void shopsOfOneThingAreComparedWhateverTheirMarkup() {
        long json = watch(sandbox, "kettle-house", "beans");
        long micro = watch(sandbox, "marktplatz", "beans");
        comparisonOf(json);
        comparisonOf(micro);
        JsonPath comparison = comparisonOf(json);
        assertThat(comparison.getList("offers.shop")).containsExactly("kettle-house", "marktplatz");
        assertThat(comparison.getString("offers[0].price.amount")).isEqualTo("8.49");
        assertThat(comparison.getString("offers[0].perUnit.amount")).isEqualTo("16.98");
        assertThat(comparison.getString("offers[0].perUnit.unit")).isEqualTo("kg");
        assertThat(comparison.getList("product.keys", String.class)).contains("gtin:04012345000030");
        assertThat(comparison.getString("offers[0].evidence[0].syntax")).isEqualTo("JSON_LD");
        assertThat(comparison.getString("offers[1].evidence[0].syntax")).isEqualTo("MICRODATA");
        assertThat(comparison.getString("offers[0].evidence[0].raw")).isEqualTo("8.49");
    }

    @Test
    void aThingThatOnlyLooksLikeAnotherWaitsForAPersonAndIsThenTakenIn() {
        long known = watch(sandbox, "kettle-house", "lamp");
        comparisonOf(known);
        long bare = watch(sandbox, "hausrat", "lamp");
        comparisonOf(bare);
        long into = comparisonOf(known).getLong("product.id");
        assertThat(comparisonOf(bare).getLong("product.id")).isNotEqualTo(into);
        JsonPath reviews =
                given().get("/api/v1/reviews").then().statusCode(200).extract().jsonPath();
        Map<String, Object> review =
                reviews.param("into", (int) into).getMap("items.find { it.candidates.any { c -> c.product == into } }");
        assertThat(review).containsEntry("kind", "ALIKE");
        assertThat(review.get("candidates").toString()).contains("titles are alike");
        decide(review.get("id"), 999_999_999).statusCode(404);
        decide(review.get("id"), into).statusCode(204);
        decide(review.get("id"), into).statusCode(404);
        assertThat(product(into).getList("offers.shop")).containsExactlyInAnyOrder("kettle-house", "hausrat");
    }

    private static io.restassured.response.ValidatableResponse decide(Object review, long into) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("into", into))
                .post("/api/v1/reviews/" + review)
                .then();
    }

    @Test
    void aChangeIsToldAndWrittenOnceAndNoChangeIsNotWritten() {
        long page = watch(sandbox, "marktplatz", "toaster");
        long product = comparisonOf(page).getLong("product.id");
        try (SseListener listener =
                SseListener.open(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/stream"))) {
            price(sandbox, "marktplatz", "toaster", 3_333);
            assertThat(listener.await("price", "33.33", PATIENCE).data()).contains("\"shop\":\"marktplatz\"");
            long looked = sandbox.log().entries("shops/marktplatz").size();
            await().atMost(PATIENCE)
                    .until(() -> sandbox.log().entries("shops/marktplatz").size() > looked + 3);
            List<String> points = given().get("/api/v1/products/" + product + "/history")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("find { it.shop == 'marktplatz' }.points.price.amount");
            assertThat(points).containsExactly("42.66", "33.33");
            assertThat(sandbox.log().entries("shops/marktplatz")).anyMatch(entry -> entry.status() == 304);
        }
    }

    @Test
    void aWatchTellsOfItsTargetOnceAndAgainAfterItWasAbove() {
        long page = watch(sandbox, "kettle-house", "kettle-pro");
        int offer = (Integer) offerOf(page).get("id");
        int watch = given().contentType(ContentType.JSON)
                .body(Map.of("offer", offer, "kind", "target", "amount", "50", "currency", "EUR"))
                .post("/api/v1/watches")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getInt("id");
        for (int cents : new int[] {5_000, 4_900, 5_100, 4_800}) {
            price(sandbox, "kettle-house", "kettle-pro", cents);
            String amount = cents / 100 + ".00";
            await().atMost(PATIENCE).until(() -> offerOf(page).get("price").toString(), text -> text.contains(amount));
        }
        JsonPath alerts =
                given().get("/api/v1/alerts").then().statusCode(200).extract().jsonPath();
        assertThat(alerts.param("watch", watch).getList("items.findAll { it.watch == watch }.body.price"))
                .containsExactly("48.00", "50.00");
    }

    @Test
    void anAlertIsDeliveredSignedWithTheSecretThatWasShownOnce() throws GeneralSecurityException {
        Receiver receiver = SandboxResource.receiver();
        JsonPath hook = given().contentType(ContentType.JSON)
                .body(Map.of("url", "http://127.0.0.1:" + receiver.port() + "/alerts"))
                .post("/api/v1/hooks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        given().get("/api/v1/hooks").then().statusCode(200).body(not(containsString("whsec_")));
        long page = watch(sandbox, "kettle-house", "cola");
        given().contentType(ContentType.JSON)
                .body(Map.of("offer", offerOf(page).get("id"), "kind", "drop", "percent", 10))
                .post("/api/v1/watches")
                .then()
                .statusCode(201);
        price(sandbox, "kettle-house", "cola", 80);
        Receiver.Delivery got = await().atMost(PATIENCE)
                .until(
                        () -> receiver.deliveries().stream()
                                .filter(one -> one.body().contains("\"0.80\""))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(hook.getString("secret").substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] signed = (got.id() + "." + got.timestamp() + "." + got.body()).getBytes(StandardCharsets.UTF_8);
        assertThat(got.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed)));
        given().delete("/api/v1/hooks/" + hook.getLong("id")).then().statusCode(204);
    }

    @Test
    void listPricesAndWhatIsGoneAreKeptApart() {
        sandbox.world()
                .command(
                        "shops",
                        "kettle-house",
                        "price",
                        new JsonObject().put("id", "cable").put("cents", 500).put("list", 799));
        long page = watch(sandbox, "kettle-house", "cable");
        Map<String, Object> offer = offerOf(page);
        assertThat(offer.get("price")).hasToString("{amount=5.00, currency=EUR}");
        assertThat(offer.get("list")).hasToString("{amount=7.99, currency=EUR}");
        // A shop that claims 37 % on the first day we see it is not accused: nothing is known of the days before.
        assertThat(offer.get("discount").toString()).contains("claimed=37.4", "verdict=UNKNOWN");
        sandbox.world()
                .command(
                        "shops",
                        "kettle-house",
                        "stock",
                        new JsonObject().put("id", "cable").put("available", "false"));
        await().atMost(PATIENCE).until(() -> offerOf(page).get("availability"), "OUT_OF_STOCK"::equals);
    }

    @Test
    void whatASitemapNamesIsWatched() {
        String base = base(sandbox, "bargain-barn");
        Map<String, Object> map = Map.of(
                "url",
                base + "sitemap.xml",
                "shop",
                "bargain-barn",
                "shopUrl",
                base,
                "sitemap",
                true,
                "containing",
                "/p/to");
        given().contentType(ContentType.JSON)
                .body(map)
                .post("/api/v1/pages")
                .then()
                .statusCode(201);
        List<String> found = await().atMost(PATIENCE)
                .until(
                        () -> given().get("/api/v1/pages?limit=500")
                                .then()
                                .extract()
                                .jsonPath()
                                .getList(
                                        "items.findAll { it.shop == 'bargain-barn' && it.kind == 'PRODUCT' && it.state == 'OK' }.url"),
                        urls -> !urls.isEmpty());
        assertThat(found).containsExactly(base + "p/toaster");
        assertThat(judgement(sandbox, "bargain-barn").getLast()).isEqualTo("0");
    }

    @Test
    void whatRobotsForbidsIsNeverAsked() {
        long page = watch(base(sandbox, "hausrat") + "internal/all", "hausrat", base(sandbox, "hausrat"));
        awaitState(page, "FORBIDDEN");
        assertThat(page(page).getString("note")).contains("robots.txt");
        assertThat(judgement(sandbox, "hausrat").getLast()).isEqualTo("0");
        given().delete("/api/v1/pages/" + page).then().statusCode(204);
    }

    @Test
    void aJumpIsBelievedOnlyWhenItIsSeenAgain() {
        long page = watch(sandbox, "marktplatz", "cola");
        offerOf(page);
        long before = looks("marktplatz", "cola");
        price(sandbox, "marktplatz", "cola", 99_900);
        await().atMost(PATIENCE).until(() -> offerOf(page).get("price").toString(), text -> text.contains("999.00"));
        // The one that was doubted had no validators kept, so the page was sent again: two answers with a body at
        // least.
        assertThat(sandbox.log().entries("shops/marktplatz").stream()
                        .filter(entry -> entry.path().endsWith("/p/cola"))
                        .skip(before)
                        .filter(entry -> entry.status() == 200)
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    private long looks(String shop, String thing) {
        return sandbox.log().entries("shops/" + shop).stream()
                .filter(entry -> entry.path().endsWith("/p/" + thing))
                .count();
    }
}
