package dev.catchwater.fairlead.signal;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All dialects that header fields are spoken in. An answer that speaks several means the tightest. */
public final class Dialects {
    private static final List<Dialect> FIELDS = List.of(
            new RateLimitFields(),
            // Older drafts of the IETF's, and Bluesky, which counts "reset" from the epoch.
            FieldTriple.prefixed("", "RateLimit-"),
            // GitHub (epoch seconds), Mastodon (an instant), Reddit (seconds; no limit, remaining with a fraction).
            FieldTriple.prefixed("", "X-RateLimit-"),
            // X: a window, and two that last a day.
            FieldTriple.prefixed("", "X-Rate-Limit-"),
            FieldTriple.prefixed("app-24h", "X-App-Limit-24Hour-"),
            FieldTriple.prefixed("user-24h", "X-User-Limit-24Hour-"));

    private Dialects() {}

    /**
     * What an answer says; empty if it says nothing that can be read. Instants are measured from the answer's own Date
     * where it has one, so that a server whose clock is wrong is still understood.
     *
     * @param now our clock
     */
    public static Optional<RateSignal> read(int status, Headers headers, Instant now) {
        Instant theirs = RetryAfter.serverClock(headers, now);
        Optional<RateSignal> window = FIELDS.stream()
                .flatMap(dialect -> dialect.read(headers, theirs).stream())
                .reduce(RateSignal::tighter);
        return switch (status) {
            case 429 -> Optional.of(refused(window, RetryAfter.of(headers, now).orElse(Duration.ZERO)));
            // 403: GitHub's secondary limits; Reddit. Without the field it is no limit but a prohibition.
            case 403, 503 ->
                RetryAfter.of(headers, now).map(pause -> refused(window, pause)).or(() -> window);
            default -> window;
        };
    }

    private static RateSignal refused(Optional<RateSignal> window, Duration pause) {
        return window.map(it -> it.withPause(pause)).orElseGet(() -> RateSignal.pause(pause));
    }
}
