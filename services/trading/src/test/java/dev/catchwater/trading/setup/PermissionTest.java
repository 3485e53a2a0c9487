package dev.catchwater.trading.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.trading.Exchange;
import dev.catchwater.trading.ExchangeFailure;
import dev.catchwater.trading.KeyRights;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real money is traded only if everything was said; out of the box nothing but loopback is reached. */
class PermissionTest {

    private static final Map<String, String> EVERYTHING = Map.of(
            "catchwater.trading.exchange.rest", "https://api.binance.com",
            "catchwater.trading.exchange.stream", "wss://stream.binance.com:9443",
            "catchwater.trading.live.enabled", "true",
            "catchwater.trading.live.hosts", "api.binance.com,stream.binance.com",
            "catchwater.trading.live.confirm", "paper",
            "catchwater.trading.live.max-order", "100");

    @Test
    void defaultsReachNothingButLoopback() {
        var config = config(Map.of());
        assertThat(Permission.refusal(config)).isEmpty();
        assertThat(Permission.paper(config.exchange())).isTrue();
        assertThat(config.exchange().rest().getHost()).isEqualTo("127.0.0.1");
        assertThat(config.exchange().stream().getHost()).isEqualTo("127.0.0.1");
        assertThat(config.live().enabled()).isFalse();
    }

    @Test
    void everyOneOfTheWordsIsNeeded() {
        assertThat(Permission.refusal(config(EVERYTHING))).isEmpty();
        for (var word : EVERYTHING.keySet()) {
            if (word.startsWith("catchwater.trading.live")) {
                var without = new HashMap<>(EVERYTHING);
                without.remove(word);
                assertThat(Permission.refusal(config(without)))
                        .as("without %s", word)
                        .isPresent();
            }
        }
    }

    @Test
    void otherHostsPlainTextAndAnotherNameAreRefused() {
        for (var change : Map.of(
                        "catchwater.trading.live.hosts", "api.binance.com",
                        "catchwater.trading.exchange.rest", "http://api.binance.com",
                        "catchwater.trading.exchange.stream", "wss://elsewhere.example",
                        "catchwater.trading.live.confirm", "papers")
                .entrySet()) {
            var changed = new HashMap<>(EVERYTHING);
            changed.put(change.getKey(), change.getValue());
            assertThat(Permission.refusal(config(changed)))
                    .as(change.toString())
                    .isPresent();
        }
    }

    @Test
    void hostThatOnlyLooksLikeLoopbackIsNone() {
        for (var host :
                new String[] {"127.0.0.1.example.org", "localhost.example.org", "10.0.0.1", "user@example.org"}) {
            var config = config(Map.of("catchwater.trading.exchange.rest", "http://" + host + "/x"));
            assertThat(Permission.refusal(config)).as(host).isPresent();
        }
    }

    @Test
    void everyAddressOfKrakensIsLookedAt() {
        var kraken = new HashMap<>(EVERYTHING);
        kraken.put("catchwater.trading.exchange.kind", "kraken");
        assertThat(Permission.refusal(config(kraken)))
                .as("nowhere to hear of orders")
                .isPresent();
        kraken.put("catchwater.trading.exchange.reports", "wss://ws-auth.kraken.com/v2");
        assertThat(Permission.refusal(config(kraken))).as("not among the hosts").isPresent();
        kraken.put("catchwater.trading.live.hosts", "api.binance.com,stream.binance.com,ws-auth.kraken.com");
        assertThat(Permission.refusal(config(kraken))).isEmpty();
        var paper = config(Map.of("catchwater.trading.exchange.reports", "wss://ws-auth.kraken.com/v2"));
        assertThat(Permission.paper(paper.exchange())).isFalse();
        assertThat(Permission.refusal(paper)).isPresent();
    }

    @Test
    void lowerBoundOfLiveOrdersCounts() {
        assertThat(Wiring.limits(config(EVERYTHING)).maxOrderNotional()).isEqualTo(100L * 100_000_000);
        assertThat(Wiring.limits(config(Map.of())).maxOrderNotional()).isEqualTo(25_000L * 100_000_000);
    }

    @Test
    void keyThatMayWithdrawOrMayNotTradeIsNeverUsedWithRealMoney() {
        assertThat(refused(new KeyRights(true, true, true))).isTrue();
        assertThat(refused(new KeyRights(false, false, true))).isTrue();
        assertThat(refused(new KeyRights(true, false, false))).isFalse();
    }

    private static boolean refused(KeyRights rights) {
        // Of an exchange nothing but the rights is asked for.
        var exchange = (Exchange) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(), new Class<?>[] {Exchange.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("rights");
                    return Uni.createFrom().item(rights);
                });
        return Permission.ofKey(exchange, false)
                .replaceWith(false)
                .onFailure(ExchangeFailure.Thrown.class)
                .recoverWithItem(true)
                .await()
                .indefinitely();
    }

    private static TradingConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(TradingConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(TradingConfig.class);
    }
}
