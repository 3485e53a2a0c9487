package dev.catchwater.fairlead.credentials;

import dev.catchwater.fairlead.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an authorization server gave.
 *
 * @param access sent with requests
 * @param refresh the next one is asked for with it, where there is one
 * @param obtained when
 * @param life how long it is good for; empty if the server did not say
 */
public record Tokens(Secret access, Optional<Secret> refresh, Instant obtained, Optional<Duration> life) {
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Good for a moment more: five seconds, or a twentieth of a short life. */
    boolean isUsable(Instant now) {
        return life.isEmpty()
                || now.isBefore(
                        obtained.plus(life.get()).minus(min(MARGIN, life.get().dividedBy(20))));
    }

    /**
     * When to ask for the next one: a tenth of its life, a minute at most, before it expires, and up to as much again
     * earlier, so that many nodes do not ask at once.
     *
     * @param jitter 0 to 1
     */
    Instant renewal(double jitter) {
        if (life.isEmpty()) {
            return Instant.MAX;
        }
        Duration ahead = min(Duration.ofMinutes(1), life.get().dividedBy(10));
        return obtained.plus(life.get()).minus(ahead).minus(Duration.ofNanos((long) (ahead.toNanos() * jitter)));
    }

    private static Duration min(Duration one, Duration another) {
        return one.compareTo(another) < 0 ? one : another;
    }
}
