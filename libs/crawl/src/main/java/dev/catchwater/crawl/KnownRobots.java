package dev.catchwater.crawl;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of one host. Fields are written by whoever asks, and read by all who wait for that. */
final class KnownRobots {

    private static final Duration FRESH = Duration.ofHours(24);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final Duration GIVES_UP = Duration.ofDays(30);

    private final Instant asked;
    private final Instant failingSince;
    private final @Nullable Robots before;
    private final Instant beforeFrom;
    volatile Instant until;
    private volatile Instant foundAt;
    private volatile @Nullable Robots found;
    // Where it goes on when an ordered wait is over; null: it begins at the file.
    volatile @Nullable URI led;
    Uni<Robots> robots = Uni.createFrom().item(Robots.DENY_ALL);

    KnownRobots(Instant now, @Nullable KnownRobots known) {
        asked = now;
        before = known == null ? null : known.kept();
        beforeFrom = known == null ? now : known.foundAt;
        led = known == null ? null : known.led;
        failingSince = known == null || known.found != null ? now : known.failingSince;
        foundAt = beforeFrom;
        // While it is being asked, and if that never ends.
        until = now.plus(RETRY);
    }

    // Nothing came of it: it is asked for again when somebody wants it.
    void forget(Instant now) {
        until = now;
    }

    private @Nullable Robots kept() {
        return found != null ? found : before;
    }

    Robots found(Robots robots, Instant now) {
        led = null;
        found = robots;
        foundAt = now;
        until = now.plus(FRESH);
        return robots;
    }

    /** It is elsewhere, and is to be asked for there when a wait is over. */
    Robots led(URI to, Instant now, Instant wait) {
        Robots meanwhile = missed(now, wait);
        led = to;
        return meanwhile;
    }

    Robots missed(Instant now, @Nullable Instant wait) {
        led = null;
        Instant retry = now.plus(RETRY);
        until = wait != null && wait.isAfter(retry) ? wait : retry;
        Robots known = before;
        if (known != null && now.isBefore(beforeFrom.plus(FRESH).plus(FRESH))) {
            return Objects.requireNonNull(known).notBefore(wait);
        }
        return (asked.isAfter(failingSince.plus(GIVES_UP)) ? Robots.ALLOW_ALL : Robots.DENY_ALL).notBefore(wait);
    }
}
