package dev.catchwater.trading.source.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.trading.ExchangeFailure;
import java.time.Duration;

/** What Binance's error codes mean for an order that was just sent. */
final class BinanceErrors {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private BinanceErrors() {}

    /**
     * The failure for an answer that is no 2xx.
     *
     * @param wait what Retry-After says, or a minute
     */
    static ExchangeFailure of(int status, JsonNode body, Duration wait) {
        int code = body.path("code").asInt(0);
        // Messages are the exchange's own, of some sixty known ones; what else it sends is cut.
        var text = body.path("msg").asText("status " + status);
        var message = code + " " + text.substring(0, Math.min(text.length(), 200));
        if (status == 429 || status == 418) {
            return new ExchangeFailure.Limited(wait.isPositive() ? wait : MINUTE, message);
        }
        return status >= 500 ? new ExchangeFailure.Unknown(message) : byCode(code, text, message);
    }

    private static ExchangeFailure byCode(int code, String text, String message) {
        return switch (code) {
            // Internal errors and timeouts: "execution status unknown". No code at all: a proxy answered.
            case 0, -1000, -1001, -1006, -1007 -> new ExchangeFailure.Unknown(message);
            case -1003, -1008, -1015, -1034 -> new ExchangeFailure.Limited(MINUTE, message);
            case -1002, -1022, -2014, -2015 -> new ExchangeFailure.Unauthorized(message);
            case -1021 -> new ExchangeFailure.Clock(message);
            case -2013 -> new ExchangeFailure.NoSuchOrder(message);
            case -2011 ->
                text.startsWith("Unknown order")
                        ? new ExchangeFailure.NoSuchOrder(message)
                        : new ExchangeFailure.Rejected(Integer.toString(code), message);
            // It rests there already: an earlier try of the same order has arrived.
            case -2010 ->
                text.startsWith("Duplicate order")
                        ? new ExchangeFailure.Unknown(message)
                        : new ExchangeFailure.Rejected(Integer.toString(code), message);
            default -> new ExchangeFailure.Rejected(Integer.toString(code), message);
        };
    }
}
