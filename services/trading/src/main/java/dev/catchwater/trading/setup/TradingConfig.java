package dev.catchwater.trading.setup;

import dev.catchwater.trading.source.kraken.KrakenTier;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The knobs of trading: {@code catchwater.trading.*}. Out of the box an exchange on loopback is traded at, on paper. */
@ConfigMapping(prefix = "catchwater.trading")
public interface TradingConfig {

    /** The name of the account: what has to be typed to resume, and to go live. */
    @WithDefault("paper")
    String account();

    /** What is traded, as {@code BASE/QUOTE}. */
    @WithDefault("BTC/USDT")
    List<String> symbols();

    /** The currency in which equity is counted. */
    @WithDefault("USDT")
    String currency();

    /** Length of a bar. */
    @WithDefault("1m")
    Duration bar();

    /** How often prices and time are told to the engine. */
    @WithDefault("1s")
    Duration tick();

    /** How often orders that work are asked for. */
    @WithDefault("1s")
    Duration poll();

    /** When an order that nobody knows has never arrived; more than the exchange's window of 5 s. */
    @WithDefault("8s")
    Duration settle();

    /** How often balances and clocks are compared. */
    @WithDefault("30s")
    Duration audit();

    /** The epoch whose positions are left as they are when settings change; the refusal to begin names it. */
    @WithDefault("0")
    long abandoned();

    /** A folder of recorded candles for backtests. */
    Optional<Path> series();

    /** Where to trade. */
    Venue exchange();

    /** What decides. */
    Rules strategy();

    /** What may not be done. */
    Bounds limits();

    /** Real money. */
    Live live();

    /** Where to trade. */
    interface Venue {

        /** Whose protocol it speaks. */
        @WithDefault("binance")
        Kind kind();

        /** Base of the REST API. */
        @WithDefault("http://127.0.0.1:8090/exchanges/binance")
        URI rest();

        /** Base of the market streams; at Kraken the market's WebSocket. */
        @WithDefault("ws://127.0.0.1:8090/exchanges/binance")
        URI stream();

        /** At Kraken the customer's WebSocket. */
        Optional<URI> reports();

        /** At Kraken what the account's verification allows. */
        @WithDefault("intermediate")
        KrakenTier tier();

        /** The API key; the default opens a sandbox and nothing else. */
        @WithDefault("sandbox-exchange-key")
        String key();

        /** Its secret, or a private key as PEM. */
        @WithDefault("sandbox-exchange-secret")
        String secret();

        /** All the addresses there are. */
        default List<URI> addresses() {
            return Stream.concat(Stream.of(rest(), stream()), reports().stream())
                    .toList();
        }
    }

    /** Protocols. */
    enum Kind {
        BINANCE,
        KRAKEN
    }

    /** What decides. */
    interface Rules {

        @WithDefault("average-cross")
        String kind();

        @WithDefault("10")
        int fast();

        @WithDefault("30")
        int slow();

        @WithDefault("true")
        boolean exponential();

        @WithDefault("30")
        double lower();

        @WithDefault("60")
        double upper();

        @WithDefault("3")
        double stopRanges();

        /** Share of the equity of an entry, basis points. */
        @WithDefault("1000")
        int share();

        /** Whether stops follow the price up. */
        @WithDefault("false")
        boolean trailing();
    }

    /** What may not be done. Money is in the currency, shares are basis points. */
    interface Bounds {

        @WithDefault("500")
        int collar();

        @WithDefault("25000")
        BigDecimal maxOrder();

        @WithDefault("50000")
        BigDecimal maxPosition();

        @WithDefault("50000")
        BigDecimal maxExposure();

        @WithDefault("20")
        int maxOpenOrders();

        @WithDefault("500")
        int dailyLoss();

        @WithDefault("2000")
        int maxDrawdown();

        @WithDefault("20")
        int orders();

        @WithDefault("10s")
        Duration orderWindow();

        @WithDefault("10s")
        Duration maxAge();

        @WithDefault("1s")
        Duration maxSkew();
    }

    /** Real money: all of these, or none of it. */
    interface Live {

        @WithDefault("false")
        boolean enabled();

        /** Hosts that may be traded at. */
        Optional<List<String>> hosts();

        /** The account's name, typed once more. */
        Optional<String> confirm();

        /** Most that an order may be worth; below {@code limits.max-order} it counts instead. */
        Optional<BigDecimal> maxOrder();
    }
}
