package dev.catchwater.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.sandbox.Sandbox;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Uses whichever replica, with one key. */
final class Buyer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Replicas replicas;
    private final String key;
    private int asked;

    Buyer(Replicas replicas, String key) {
        this.replicas = replicas;
        this.key = key;
    }

    /** Watches all pages of a market, each offer by two rules, and one address that robots.txt forbids at each host. */
    void watch(Market market, Receiver receiver) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(get(replicas.uri(0), "/api/v1/pages").statusCode()).isEqualTo(200);
            assertThat(get(replicas.uri(1), "/api/v1/pages").statusCode()).isEqualTo(200);
        });
        post("/api/v1/hooks", Map.of("url", "http://127.0.0.1:" + receiver.port() + "/alerts"));
        market.pages().forEach(page -> post("/api/v1/pages", Map.of("url", page)));
        for (Sandbox host : market.hosts()) {
            post("/api/v1/pages", Map.of("url", Shopping.base(host, "marktplatz") + "internal/all"));
        }
        List<Integer> offers = await().atMost(PATIENCE)
                .until(this::offers, all -> all.size() == market.pages().size());
        for (Integer offer : offers) {
            post("/api/v1/watches", Map.of("offer", offer, "kind", "target", "amount", "14.00", "currency", "EUR"));
            post("/api/v1/watches", Map.of("offer", offer, "kind", "drop", "percent", 10));
        }
    }

    private List<Integer> offers() {
        List<Integer> products =
                get(replicas.uri(0), "/api/v1/products?limit=100").jsonPath().getList("items.product.id");
        return products.stream()
                .flatMap(
                        product -> get(replicas.uri(1), "/api/v1/products/" + product)
                                .jsonPath()
                                .getList("offers.id", Integer.class)
                                .stream())
                .toList();
    }

    /** What one replica shows the other shows as well, also a cursor of the other's. */
    void bothAnswerTheSame() {
        for (String path : List.of("/api/v1/alerts?limit=5", "/api/v1/products?limit=1", "/api/v1/watches?limit=3")) {
            Response one = get(replicas.uri(0), path);
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(get(replicas.uri(1), path).jsonPath().getList("items"))
                    .isEqualTo(one.jsonPath().getList("items"));
            String cursor = one.jsonPath().getString("next");
            assertThat(cursor).isNotNull();
            assertThat(given(replicas.uri(1))
                            .queryParam("cursor", cursor)
                            .get(path)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private void post(String path, Map<String, ?> body) {
        given(replicas.uri(asked++ % 2))
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(201);
    }

    private Response get(URI replica, String path) {
        return given(replica).get(path);
    }

    private RequestSpecification given(URI replica) {
        return RestAssured.given()
                .baseUri(replica.toString())
                .header("Authorization", "Bearer " + key)
                .urlEncodingEnabled(true);
    }
}
