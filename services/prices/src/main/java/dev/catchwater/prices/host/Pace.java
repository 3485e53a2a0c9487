package dev.catchwater.prices.host;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a host is asked: a rate between what it has borne and what it has refused, and the rung of the ladder it stands on.
 *
 * <p>The rate is searched, not sawn: it grows until the host limits us, then halves the gap between the highest rate that
 * was borne for long and the lowest that was not, and stays. Each step is tried over many requests, so that a search costs
 * a handful of refusals. After a long calm the upper bound is forgotten by a little, for limits change.
 *
 * @param rate requests a second
 * @param borne the highest rate that was borne
 * @param refused the lowest rate that was not; infinite if none is known
 * @param calm answers in a row that were welcome, at this rate
 * @param strikes how often in a row we were kept out
 * @param notBefore no request may be sent before
 */
public record Pace(Mode mode, double rate, double borne, double refused, int calm, int strikes, Instant notBefore) {

    /** The rungs. */
    public enum Mode {
        /** Asked at its rate. */
        NORMAL,
        /** Asked at half of it, for it showed signs. */
        SLOWED,
        /** Not asked until a moment; then slowly. */
        COOLING,
        /** Not asked, but for single probes far apart. A person is told. */
        QUARANTINED
    }

    /**
     * What the operator allows.
     *
     * @param start the first rate, requests a second
     * @param most never more
     * @param least never less
     * @param firstWait after being kept out for the first time
     * @param quarantine between probes at first; doubles up to {@code longest}
     * @param strikes so often in a row kept out, and it is quarantined
     */
    public record Limits(
            double start,
            double most,
            double least,
            Duration firstWait,
            Duration quarantine,
            Duration longest,
            int strikes) {

        /** A request each five seconds at first, one a second at most unless a deployment says more. */
        public static final Limits DEFAULT =
                new Limits(0.2, 1, 1.0 / 600, Duration.ofMinutes(2), Duration.ofHours(6), Duration.ofDays(7), 3);

        /** The same, never faster than a crawl delay allows. */
        public Limits under(Duration crawlDelay) {
            double allowed = 1000.0 / Math.max(1, crawlDelay.toMillis());
            double top = Math.min(most, allowed);
            return new Limits(Math.min(start, top), top, Math.min(least, top), firstWait, quarantine, longest, strikes);
        }
    }

    private static final double GROWTH = 1.5;
    private static final double STEP_DOWN = 0.7;
    private static final double CLOSE = 1.07;
    private static final int TRIED_GROWING = 20;
    private static final int TRIED_SEARCHING = 80;
    private static final int FORGETS_AFTER = 4_000;
    private static final int TRUSTED_AGAIN = 5;

    /** A host that was never asked. */
    public static Pace start(Limits limits, Instant now) {
        return new Pace(Mode.NORMAL, limits.start(), 0, Double.POSITIVE_INFINITY, 0, 0, now);
    }

    /** The pause between two requests, up to the next whole millisecond: rounding down would be a little too fast for ever. */
    public Duration gap() {
        return Duration.ofMillis((long) Math.ceil(1000 / rate));
    }

    /** The same, but not asked before a moment. */
    public Pace notBefore(Instant then) {
        return with(later(then));
    }

    /** The same, no faster than is allowed: a crawl delay may have become known. */
    public Pace within(Limits limits) {
        double bounded = Math.min(rate, limits.most());
        return bounded == rate ? this : new Pace(mode, bounded, borne, refused, calm, strikes, notBefore);
    }

    /** A request was sent: when the next one may be. Called before the answer is there. */
    public Pace asked(Instant now) {
        return mode == Mode.QUARANTINED ? this : notBefore(now.plus(gap()));
    }

    /** A welcome answer. */
    public Pace welcomed(Limits limits, Instant now) {
        return switch (mode) {
            case NORMAL -> grown(limits);
            case SLOWED, COOLING, QUARANTINED -> {
                // One good answer proves little: it stays slow till several came.
                Pace calmer = new Pace(
                        mode == Mode.QUARANTINED || mode == Mode.COOLING ? Mode.SLOWED : mode,
                        rate,
                        borne,
                        refused,
                        calm + 1,
                        strikes,
                        later(now.plusMillis((long) Math.ceil(1000 / rate))));
                yield calm + 1 < TRUSTED_AGAIN
                        ? calmer
                        : new Pace(Mode.NORMAL, rate, borne, refused, 0, 0, calmer.notBefore);
            }
        };
    }

    private Pace grown(Limits limits) {
        int more = calm + 1;
        boolean searching = refused < Double.POSITIVE_INFINITY;
        if (more < (searching ? TRIED_SEARCHING : TRIED_GROWING)) {
            return new Pace(mode, rate, borne, refused, more, 0, notBefore);
        }
        double bears = Math.max(borne, rate);
        if (!searching) {
            return new Pace(mode, Math.min(rate * GROWTH, limits.most()), bears, refused, 0, 0, notBefore);
        }
        if (refused / bears > CLOSE) {
            return new Pace(mode, Math.min((bears + refused) / 2, limits.most()), bears, refused, 0, 0, notBefore);
        }
        boolean forgets = more >= FORGETS_AFTER;
        return new Pace(mode, rate, bears, forgets ? refused * GROWTH : refused, forgets ? 0 : more, 0, notBefore);
    }

    /** We were told to wait: as long as it says, and never at that rate again soon. */
    public Pace limited(Limits limits, @Nullable Duration retryAfter, Instant now, RandomGenerator dice) {
        double refuses = Math.min(refused, rate);
        // Borne no longer what was borne once: a limit has shrunk, or a burst hid it.
        double bears = borne < refuses * 0.999 ? borne : refuses * STEP_DOWN;
        double next = Math.max(bears > 0 ? bears : rate / 2, limits.least());
        Duration wait = retryAfter == null ? backoff(limits.firstWait(), strikes, limits.longest(), dice) : retryAfter;
        // Some count refused requests, too: the first one after the wait keeps its distance from the last.
        Duration gap = Duration.ofMillis((long) Math.ceil(1000 / next));
        Duration atLeast = wait.compareTo(gap) > 0 ? wait : gap;
        Instant then = later(now.plus(atLeast).plusMillis((long) (dice.nextDouble() * 500) + 1));
        return new Pace(mode, next, bears, refuses, 0, strikes, then).waiting(retryAfter, limits, now);
    }

    /**
     * The same, not asked within a pause that an answer ordered (Retry-After), however long. Is it longer than we would ever
     * wait by ourselves, a person is told, who may ask sooner.
     *
     * @param ordered null if nothing was
     */
    public Pace waiting(@Nullable Duration ordered, Limits limits, Instant now) {
        if (ordered == null) {
            return this;
        }
        Mode after = ordered.compareTo(limits.longest()) > 0 ? Mode.QUARANTINED : mode;
        return new Pace(after, rate, borne, refused, calm, strikes, later(now.plus(ordered)));
    }

    /** What came is doubted: half the rate, until it is calm again. */
    public Pace doubted(Limits limits) {
        Mode after = mode == Mode.NORMAL ? Mode.SLOWED : mode;
        return new Pace(after, Math.max(rate / 2, limits.least()), borne, refused, 0, strikes, notBefore);
    }

    /** We were kept out: cooled, and after several times in a row quarantined. */
    public Pace keptOut(Limits limits, Instant now, RandomGenerator dice) {
        int more = strikes + 1;
        boolean out = mode == Mode.QUARANTINED || more >= limits.strikes();
        Duration first = out ? limits.quarantine() : limits.firstWait();
        int doublings = out ? more - limits.strikes() : strikes;
        Duration wait = backoff(first, Math.max(doublings, 0), limits.longest(), dice);
        return new Pace(
                out ? Mode.QUARANTINED : Mode.COOLING,
                Math.max(rate / 2, limits.least()),
                borne,
                refused,
                0,
                more,
                later(now.plus(wait)));
    }

    /** No answer came at all: as kept out, but never a reason for quarantine. */
    public Pace silent(Limits limits, Instant now, RandomGenerator dice) {
        Duration wait = backoff(limits.firstWait(), Math.min(strikes, 6), limits.longest(), dice);
        int more = Math.min(strikes + 1, limits.strikes() - 1);
        return new Pace(
                mode == Mode.QUARANTINED ? mode : Mode.COOLING, rate, borne, refused, 0, more, later(now.plus(wait)));
    }

    /** A request was sent, and we died before we knew what came of it, which may have been an order to wait. */
    public Pace unheard(Limits limits, Instant now, RandomGenerator dice) {
        return notBefore(now.plus(backoff(limits.firstWait(), 0, limits.longest(), dice)));
    }

    private Instant later(Instant then) {
        return then.isAfter(notBefore) ? then : notBefore;
    }

    private Pace with(Instant then) {
        return new Pace(mode, rate, borne, refused, calm, strikes, then);
    }

    private static Duration backoff(Duration first, int doublings, Duration longest, RandomGenerator dice) {
        double millis = first.toMillis() * Math.pow(2, Math.min(doublings, 30));
        double capped = Math.min(millis, (double) longest.toMillis());
        // Never less than half: a probe too early is what brought us here.
        return Duration.ofMillis((long) (capped * (0.5 + 0.5 * dice.nextDouble())));
    }
}
