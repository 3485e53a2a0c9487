package dev.catchwater.trading.flow;

import static io.restassured.RestAssured.given;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.sandbox.exchanges.Exchanges;
import dev.catchwater.trading.SandboxResource;
import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.binance.BinanceSigner;
import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the sandbox's exchange has in its own books, asked for past the service. */
public final class Exchange {

    private static final BinanceSigner SIGNER =
            new BinanceSigner(new ApiKey(Secret.of(Exchanges.KEY), Secret.of(Exchanges.SECRET)));

    private Exchange() {}

    static Map<String, BigDecimal> balances() {
        return balances(SandboxResource.sandbox().baseUri());
    }

    static int open() {
        return list(SandboxResource.sandbox().baseUri(), "openOrders").size();
    }

    public static Map<String, BigDecimal> balances(URI base) {
        var balances = new TreeMap<String, BigDecimal>();
        List<Map<String, String>> all =
                ask(base, "account", new LinkedHashMap<>()).path("balances");
        all.forEach(each -> balances.put(
                each.get("asset"), new BigDecimal(each.get("free")).add(new BigDecimal(each.get("locked")))));
        return balances;
    }

    public static List<Map<String, Object>> list(URI base, String path) {
        var query = new LinkedHashMap<String, String>();
        query.put("symbol", "BTCUSDT");
        return ask(base, path, query).path("$");
    }

    private static io.restassured.response.ExtractableResponse<io.restassured.response.Response> ask(
            URI base, String path, Map<String, String> query) {
        query.put("timestamp", Long.toString(System.currentTimeMillis()));
        return given().urlEncodingEnabled(false)
                .header("X-MBX-APIKEY", Exchanges.KEY)
                .get(base + "/exchanges/binance/api/v3/" + path + "?" + SIGNER.query(query))
                .then()
                .statusCode(200)
                .extract();
    }
}
