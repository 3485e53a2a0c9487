package dev.catchwater.prices;

import static dev.catchwater.prices.Shopping.PATIENCE;
import static dev.catchwater.prices.Shopping.awaitState;
import static dev.catchwater.prices.Shopping.judgement;
import static dev.catchwater.prices.Shopping.offerOf;
import static dev.catchwater.prices.Shopping.watch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.judge.LogEntry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How hosts that do not want us are treated; each test has an origin of its own. */
@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class PolitenessTest {

    @Test
    void aWallIsNotRunAgainstAndSomebodyIsTold() {
        Sandbox sandbox = SandboxResource.walled();
        long page = watch(sandbox, "kettle-house", "kettle");
        offerOf(page);
        sandbox.world().command("shops", "kettle-house", "wall", new JsonObject().put("status", 403));
        await().atMost(PATIENCE).until(() -> host(sandbox).getString("mode"), "QUARANTINED"::equals);
        assertThat(host(sandbox).getList("signs", String.class)).contains("CHALLENGE", "REFUSED");
        assertThat(host(sandbox).getString("advice")).contains("feed or an API");
        assertThat(offerOf(page).get("price")).hasToString("{amount=29.99, currency=EUR}");
        List<LogEntry> refused = sandbox.log().entries("shops/kettle-house").stream()
                .filter(entry -> entry.status() == 403)
                .toList();
        assertThat(refused).hasSizeBetween(3, 6);
        sandbox.world().command("shops", "kettle-house", "wall", new JsonObject().put("status", 200));
        await().atMost(PATIENCE).until(() -> host(sandbox).getString("mode"), "NORMAL"::equals);
    }

    @Test
    void aWaitThatWasOrderedIsKept() {
        Sandbox sandbox = SandboxResource.limited();
        sandbox.world().command("shops", "marktplatz", "limit", new JsonObject().put("count", 2));
        long page = watch(sandbox, "marktplatz", "kettle");
        watch(sandbox, "marktplatz", "kettle-pro");
        watch(sandbox, "marktplatz", "beans-kilo");
        await().atMost(PATIENCE)
                .until(
                        () -> sandbox.log()
                                .totals("shops/marktplatz")
                                .byStatus()
                                .getOrDefault(429, 0L),
                        count -> count >= 1);
        await().atMost(PATIENCE).until(() -> host(sandbox).getDouble("rate"), rate -> rate < 50);
        assertThat(judgement(sandbox, "marktplatz").subList(1, 3)).containsExactly("0", "0");
        assertThat(page).isPositive();
    }

    @Test
    void aPageThatIsNotThereIsNotAskedForAgainSoon() {
        Sandbox sandbox = SandboxResource.sandbox();
        long page = watch(sandbox, "bargain-barn", "nothing");
        awaitState(page, "GONE");
        assertThat(sandbox.log().entries("shops/bargain-barn").stream()
                        .filter(entry -> entry.path().endsWith("/p/nothing")))
                .hasSize(1);
    }

    private static JsonPath host(Sandbox sandbox) {
        List<String> origins = hosts().getList("items.origin");
        JsonPath all = hosts();
        all.setRootPath("items[" + origins.indexOf(sandbox.baseUri().toString()) + "]");
        return all;
    }

    private static JsonPath hosts() {
        return given().get("/api/v1/hosts").then().statusCode(200).extract().jsonPath();
    }
}
