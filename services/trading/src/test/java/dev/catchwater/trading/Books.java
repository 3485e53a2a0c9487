package dev.catchwater.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.exchanges.Exchanges;
import dev.catchwater.trading.flow.Exchange;
import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.kraken.KrakenSigner;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An exchange's own books and the service's, side by side. */
interface Books {

    Duration PATIENCE = Duration.ofSeconds(120);

    Map<String, BigDecimal> balances();

    /** Our names of all orders that it ever had. */
    List<String> orders();

    /** Its names of all trades of them. */
    List<String> trades();

    /** The books of the sandbox's exchange that speaks this protocol. */
    static Books of(String venue, Sandbox sandbox) {
        return venue.equals("kraken") ? new OfKraken(sandbox.baseUri()) : new OfBinance(sandbox.baseUri());
    }

    /** Trading is stopped; then no order was sent twice or unkept, each fill is booked once, and the balances are equal. */
    default void compare(EmbeddedPostgres postgres, String database, int port) {
        // What reduces a position rests on, and may be filled between two looks: then both look again.
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    balanced(port);
                    var names = orders();
                    assertThat(names).as("no order twice").doesNotHaveDuplicates();
                    assertThat(column(postgres, database, "SELECT client_id FROM trading.intent"))
                            .as("nothing was sent that had not been kept")
                            .containsAll(names);
                    assertThat(column(postgres, database, "SELECT trade_id FROM trading.fill"))
                            .as("each fill once")
                            .containsExactlyInAnyOrderElementsOf(trades());
                });
    }

    private void balanced(int port) {
        Packaged.given(port)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "the end", "leave", false))
                .post("/api/v1/account/halt")
                .then()
                .statusCode(200);
        JsonPath account = Packaged.given(port)
                .get("/api/v1/account")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(account.getBoolean("reconciled")).isTrue();
        Map<String, Object> ours = account.getMap("balances");
        balances()
                .forEach((asset, amount) -> assertThat(new BigDecimal(String.valueOf(ours.get(asset))))
                        .as(asset)
                        .isEqualByComparingTo(amount));
    }

    static List<String> column(EmbeddedPostgres postgres, String database, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** Told in Binance's protocol. */
    record OfBinance(URI base) implements Books {

        @Override
        public Map<String, BigDecimal> balances() {
            return Exchange.balances(base);
        }

        @Override
        public List<String> orders() {
            return field("allOrders", "clientOrderId");
        }

        @Override
        public List<String> trades() {
            return field("myTrades", "id");
        }

        private List<String> field(String list, String name) {
            return Exchange.list(base, list).stream()
                    .map(each -> String.valueOf(each.get(name)))
                    .toList();
        }
    }

    /** Told in Kraken's, with a key that only reads and waits where it has asked too much. */
    record OfKraken(URI base) implements Books {

        private static final KrakenSigner SIGNER =
                new KrakenSigner(new ApiKey(Secret.of(Exchanges.KRAKEN_READER), Secret.of(Exchanges.KRAKEN_SECRET)));
        private static final int PAGE = 50;

        @Override
        public Map<String, BigDecimal> balances() {
            Map<String, String> all = ask("Balance", "").getMap("result");
            var balances = new TreeMap<String, BigDecimal>();
            all.forEach((asset, amount) -> balances.put(
                    Map.of("XXBT", "BTC", "XETH", "ETH").getOrDefault(asset, asset), new BigDecimal(amount)));
            return balances;
        }

        @Override
        public List<String> orders() {
            var all = pages("ClosedOrders", "result.closed");
            all.putAll(ask("OpenOrders", "").getMap("result.open"));
            return all.values().stream()
                    .map(each -> String.valueOf(each.get("cl_ord_id")))
                    .toList();
        }

        @Override
        public List<String> trades() {
            return List.copyOf(pages("TradesHistory", "result.trades").keySet());
        }

        // By their names: what is new at the front moves the rest to the next page.
        private Map<String, Map<String, Object>> pages(String call, String path) {
            var all = new LinkedHashMap<String, Map<String, Object>>();
            Map<String, Map<String, Object>> page;
            do {
                page = ask(call, "&ofs=" + all.size()).getMap(path);
                all.putAll(page);
            } while (page.size() == PAGE);
            return all;
        }

        private JsonPath ask(String call, String more) {
            return await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(2))
                    .pollDelay(Duration.ZERO)
                    .until(
                            () -> once(call, more),
                            answer -> answer.getList("error").isEmpty());
        }

        private JsonPath once(String call, String more) {
            var nonce = Long.toString(System.currentTimeMillis() * 1_000 + System.nanoTime() / 1_000 % 1_000);
            var body = "nonce=" + nonce + more;
            var path = "/0/private/" + call;
            return RestAssured.given()
                    .header("API-Key", SIGNER.apiKey())
                    .header("API-Sign", SIGNER.sign(path, nonce, body))
                    .contentType("application/x-www-form-urlencoded")
                    .body(body)
                    .post(base + "/exchanges/kraken" + path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }
    }
}
