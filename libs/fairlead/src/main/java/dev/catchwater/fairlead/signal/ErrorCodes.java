package dev.catchwater.fairlead.signal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Limits that upstreams tell in the body of an error alone. Whoever reads such a body hands the signal to the client.
 */
public final class ErrorCodes {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private ErrorCodes() {}

    /** YouTube's {@code error.errors[].reason}: daily quotas come back at midnight Pacific time. */
    public static Optional<RateSignal> youTube(String reason, Instant now) {
        return switch (reason) {
            case "quotaExceeded", "dailyLimitExceeded" -> Optional.of(RateSignal.pause(untilMidnight(now)));
            case "rateLimitExceeded", "userRateLimitExceeded" -> Optional.of(RateSignal.pause(Duration.ZERO));
            default -> Optional.empty();
        };
    }

    /** Lemmy's {@code error}. */
    public static Optional<RateSignal> lemmy(String error) {
        return error.equals("rate_limit_error") ? Optional.of(RateSignal.pause(Duration.ZERO)) : Optional.empty();
    }

    /** GitHub's {@code message}: secondary limits without a field ask for a minute at least. */
    public static Optional<RateSignal> gitHub(String message) {
        return message.contains("secondary rate limit")
                ? Optional.of(RateSignal.pause(Duration.ofMinutes(1)))
                : Optional.empty();
    }

    private static Duration untilMidnight(Instant now) {
        ZonedDateTime there = now.atZone(PACIFIC);
        return Duration.between(there, there.toLocalDate().plusDays(1).atStartOfDay(PACIFIC));
    }
}
