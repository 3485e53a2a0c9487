package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.RetryAfter;
import dev.catchwater.fairlead.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Whether, and after how long, a lost connection is made again. */
final class Reconnecting {
    /** Longer than this no peer can send us away. */
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    private final WebSocketPolicy.Reconnection policy;
    private final Timers timers;
    private final RandomGenerator random;
    private int failures;
    private long sinceNanos;
    private boolean stands;

    Reconnecting(WebSocketPolicy.Reconnection policy, Timers timers, RandomGenerator random) {
        this.policy = policy;
        this.timers = timers;
        this.random = random;
    }

    void connected() {
        stands = true;
        sinceNanos = timers.nanos();
    }

    /** The pause after this failure. */
    Duration pauseAfter(HttpFailure failure) {
        if (stands && timers.nanos() - sinceNanos >= policy.steady().toNanos()) {
            failures = 0;
        }
        stands = false;
        failures++;
        Duration jittered = jittered();
        if (failure instanceof HttpFailure.BadStatus(int status, var headers)) {
            Duration asked = RetryAfter.of(headers, timers.instant()).orElse(Duration.ZERO);
            return jittered.plus(asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked);
        }
        if (failure instanceof HttpFailure.CircuitOpen(String origin, Instant retryAt)) {
            Duration closed = Duration.between(timers.instant(), retryAt);
            return closed.isNegative() ? jittered : jittered.plus(closed);
        }
        return jittered;
    }

    private Duration jittered() {
        long cap = policy.max().toNanos();
        int doublings = Math.min(failures - 1, 62);
        // Compared by shifting down: shifting up could overflow.
        boolean capped = cap >> doublings < policy.first().toNanos();
        long ceiling = capped ? cap : policy.first().toNanos() << doublings;
        return Duration.ofNanos(1 + random.nextLong(Math.max(1, ceiling)));
    }

    /** Whether trying again would end the same way. */
    static boolean isFinal(HttpFailure failure) {
        return switch (failure) {
            case HttpFailure.BadStatus(int status, var headers) -> status < 500 && status != 408 && status != 429;
            case HttpFailure.InvalidRequest invalid -> true;
            case HttpFailure.Forbidden forbidden -> true;
            case HttpFailure.BadRedirect redirect -> true;
            case HttpFailure.Closed closed -> true;
            case HttpFailure.NoToken(String origin, var error) -> !error.isTemporary();
            case HttpFailure.BadBody body -> false;
            case HttpFailure.UnknownHost unknown -> false;
            case HttpFailure.Refused refused -> false;
            case HttpFailure.Untrusted untrusted -> false;
            case HttpFailure.TimedOut timedOut -> false;
            case HttpFailure.Overloaded overloaded -> false;
            case HttpFailure.CircuitOpen open -> false;
            case HttpFailure.RateLimited limited -> false;
            case HttpFailure.Disconnected disconnected -> false;
            case HttpFailure.Malformed malformed -> false;
            case HttpFailure.TooLarge tooLarge -> false;
        };
    }
}
