package dev.catchwater.trading.source.kraken;

import dev.catchwater.trading.ExchangeFailure;
import java.time.Duration;
import java.util.List;

/** What Kraken's error texts mean, which come with status 200. */
final class KrakenErrors {

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration LOCKOUT = Duration.ofMinutes(15);

    private KrakenErrors() {}

    /** The failure that the first of these texts stands for. */
    static ExchangeFailure of(List<String> errors) {
        var text = errors.isEmpty() ? "no reason given" : errors.getFirst();
        var message = text.substring(0, Math.min(text.length(), 200));
        if (message.startsWith("EGeneral:Temporary lockout")) {
            return new ExchangeFailure.Limited(LOCKOUT, message);
        }
        if (message.contains("Rate limit exceeded") || message.startsWith("EService: Throttled")) {
            return new ExchangeFailure.Limited(SHORT, message);
        }
        return byCategory(message);
    }

    private static ExchangeFailure byCategory(String message) {
        return switch (category(message)) {
            // Unavailable, Busy, Timeout, Deadline elapsed: the order may have been taken all the same.
            case "EService", "" -> new ExchangeFailure.Unknown(message);
            case "EAPI" ->
                message.contains("Invalid nonce")
                        ? new ExchangeFailure.Clock(message)
                        : new ExchangeFailure.Unauthorized(message);
            case "EGeneral" -> general(message);
            case "EOrder" -> order(message);
            default -> new ExchangeFailure.Rejected(category(message), message);
        };
    }

    private static ExchangeFailure order(String message) {
        if (message.contains("Unknown order")) {
            return new ExchangeFailure.NoSuchOrder(message);
        }
        // Our name of it is in use: an earlier try of the same order has arrived.
        return message.contains("cl_ord_id")
                ? new ExchangeFailure.Unknown(message)
                : new ExchangeFailure.Rejected("EOrder", message);
    }

    private static ExchangeFailure general(String message) {
        if (message.contains("Permission denied")) {
            return new ExchangeFailure.Unauthorized(message);
        }
        return message.contains("Internal error")
                ? new ExchangeFailure.Unknown(message)
                : new ExchangeFailure.Rejected("EGeneral", message);
    }

    private static String category(String message) {
        int colon = message.indexOf(':');
        return colon < 0 ? "" : message.substring(0, colon);
    }
}
