package dev.catchwater.aggregator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a source is asked next, and why then.
 *
 * @param interval the undisturbed interval, remembered for the next decision
 * @param next empty if never again
 * @param why for people, one clause
 */
public record Plan(Duration interval, Optional<Instant> next, String why) {

    private static final double JITTER = 0.10;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(15);

    /**
     * Decides. News halves the interval, silence lengthens it by a quarter; the server's wishes are a floor, our
     * maximum caps even those; failures back off exponentially with full jitter; ±10 % keeps sources apart.
     */
    public static Plan after(
            Outcome outcome, Duration interval, Hints hints, Limits limits, Instant now, RandomGenerator random) {
        return switch (outcome) {
            case Outcome.Ended() -> new Plan(interval, Optional.empty(), "gone for good");
            case Outcome.Failed(int inARow) -> failed(inARow, interval, hints, limits, now, random);
            case Outcome.Answered(int fresh) -> answered(fresh, interval, hints, limits, now, random);
        };
    }

    private static Plan answered(
            int fresh, Duration interval, Hints hints, Limits limits, Instant now, RandomGenerator random) {
        Duration wanted = clamp(
                fresh > 0 ? interval.dividedBy(2) : interval.multipliedBy(5).dividedBy(4), limits);
        String why = fresh > 0 ? "new posts, so sooner" : "nothing new, so later";
        if (wanted.equals(limits.min()) || wanted.equals(limits.max())) {
            why = wanted.equals(limits.max()) ? "quiet, at the longest interval" : "busy, at the shortest interval";
        }
        Floor floor = Floor.of(hints);
        if (floor.least.compareTo(limits.max()) > 0 && hints.retryAfter() == null) {
            floor = new Floor(limits.max(), floor.why + ", capped");
        }
        double shift = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration wait = scale(wanted, shift);
        if (floor.least.compareTo(wait) > 0) {
            // A floor must not be undercut, so jitter only adds here.
            wait = scale(floor.least, 1 + JITTER * random.nextDouble());
            why = floor.why;
        }
        return new Plan(wanted, Optional.of(now.plus(min(wait, limits.maxBackoff()))), why);
    }

    private static Plan failed(
            int inARow, Duration interval, Hints hints, Limits limits, Instant now, RandomGenerator random) {
        Duration first = min(interval, FIRST_RETRY);
        Duration ceiling = min(scale(first, Math.pow(2, Math.min(inARow, 24))), limits.maxBackoff());
        Duration wait = max(scale(ceiling, random.nextDouble()), min(limits.min(), first));
        String why = inARow == 1 ? "failed once, trying again" : "failed " + inARow + " times in a row, backing off";
        Duration ordered = hints.retryAfter();
        if (ordered != null && ordered.compareTo(wait) > 0) {
            wait = min(scale(ordered, 1 + JITTER * random.nextDouble()), max(limits.maxBackoff(), limits.max()));
            why = "asked to wait (Retry-After)";
        }
        return new Plan(interval, Optional.of(now.plus(wait)), why);
    }

    private static Duration clamp(Duration wanted, Limits limits) {
        return max(limits.min(), min(wanted, limits.max()));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration scale(Duration duration, double factor) {
        return Duration.ofMillis((long) Math.ceil(duration.toMillis() * factor));
    }

    private record Floor(Duration least, String why) {

        static Floor of(Hints hints) {
            Floor floor = new Floor(Duration.ZERO, "");
            floor = floor.raised(hints.publishedEvery(), "the feed says how often it changes (ttl)");
            floor = floor.raised(hints.freshFor(), "the answer stays fresh until then (Cache-Control)");
            return floor.raised(hints.retryAfter(), "asked to wait (Retry-After)");
        }

        private Floor raised(@Nullable Duration wish, String reason) {
            return wish != null && wish.compareTo(least) > 0 ? new Floor(wish, reason) : this;
        }
    }
}
