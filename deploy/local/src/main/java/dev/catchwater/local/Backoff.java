package dev.catchwater.local;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before a part that ended unasked is started again: twice as long each time, and not for ever.
 *
 * @param first the wait after the first death
 * @param most the longest wait
 * @param deaths how many deaths in a row, none after {@code settled}, are followed by a restart
 * @param settled who ran ready for this long has a clean record again
 */
public record Backoff(Duration first, Duration most, int deaths, Duration settled) {

    /** 1 s, doubled up to 30 s, six times; a clean record after a minute. */
    public static Backoff standard() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 6, Duration.ofMinutes(1));
    }

    /** The wait after this many deaths in a row, 1 for the first; empty to leave it down. */
    public Optional<Duration> after(int deathsInARow) {
        if (deathsInARow > deaths) {
            return Optional.empty();
        }
        Duration wait = first.multipliedBy(1L << Math.min(20, deathsInARow - 1));
        return Optional.of(wait.compareTo(most) > 0 ? most : wait);
    }
}
