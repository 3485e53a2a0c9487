package dev.catchwater.fairlead.rate;

import dev.catchwater.fairlead.signal.RateSignal;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One scope's limit: the tokens that are configured, less what its upstream has said. Not thread-safe.
 *
 * <p>What is learned only ever takes away: {@code remaining} caps what may still be sent until the window's reset, and a
 * refusal pauses. Answers overtake each other, so the least that any of them has left counts, less what is still
 * outstanding and may not be in it; when nothing is, that was the truth, and the next answer begins anew.
 */
public final class Bucket {
    private static final long SECOND = 1_000_000_000L;
    private static final int MAX_DOUBLINGS = 6;

    private final String scope;
    private final Tokens tokens;
    private final long maxPause;
    private long pausedUntil;
    private long left;
    private long leftUntil;
    private long least = Long.MAX_VALUE;
    private long outstanding;
    private int users;
    private int refusals;
    private long blockedIn = -1;
    private long[] waiting = {};

    Bucket(String scope, Tokens tokens, Duration maxPause) {
        this.scope = scope;
        this.tokens = tokens;
        this.maxPause = maxPause.toNanos();
    }

    /** What is limited, in words without secrets. */
    public String scope() {
        return scope;
    }

    /** Nanoseconds until this many tokens are there, if nobody else takes any. */
    public long waitFor(long cost, long now) {
        return Math.max(learned(cost, now), tokens.waitFor(cost, now));
    }

    /** The part of it that is certain. */
    long knownWait(long cost, long now) {
        return Math.max(learned(cost, now), tokens.knownWait(cost, now));
    }

    private long learned(long cost, long now) {
        long wait = Math.max(0, pausedUntil - now);
        if (leftUntil > now && cost > left) {
            wait = Math.max(wait, leftUntil - now);
        }
        return wait;
    }

    void take(int cost, long now) {
        tokens.take(cost, now);
        left -= cost;
        outstanding += cost;
    }

    /** What was taken so long ago was never sent; of what is learned nothing is added, since answers may have counted it. */
    void giveBack(int cost, long since) {
        tokens.giveBack(cost, since);
    }

    void answered(int cost) {
        outstanding -= cost;
    }

    /**
     * Acts on what an answer said, which is no longer outstanding.
     *
     * @param signal null: the answer said nothing of limits
     * @return how long the bucket stands still for it in nanoseconds, 0 if it does not
     */
    long learn(@Nullable RateSignal signal, long now) {
        if (signal == null || signal.retryAfter().isEmpty()) {
            refusals = 0;
        }
        if (signal == null) {
            return 0;
        }
        if (signal.remaining().isPresent()) {
            keepTo(
                    signal.remaining().getAsLong(),
                    now + bounded(signal.resetIn().orElse(Duration.ofMinutes(1))),
                    now);
        }
        long pause = signal.retryAfter().map(asked -> pause(asked, signal)).orElse(0L);
        boolean longer = now + pause > pausedUntil;
        pausedUntil = Math.max(pausedUntil, now + pause);
        long empty = signal.isExhausted() ? leftUntil - now : 0;
        return Math.max(longer ? pause : 0, Math.max(0, empty));
    }

    private void keepTo(long remaining, long until, long now) {
        // Its own reset only: later ones would prolong it for as long as answers come.
        if (leftUntil <= now || remaining <= least) {
            least = remaining;
            leftUntil = until;
        }
        left = Math.max(0, least - outstanding);
        if (outstanding == 0) {
            least = Long.MAX_VALUE;
        }
    }

    /** A refusal that does not say how long stands for a second, doubled for each in a row up to a minute. */
    private long pause(Duration asked, RateSignal signal) {
        refusals = Math.min(refusals + 1, MAX_DOUBLINGS + 1);
        if (signal.isExhausted() && signal.resetIn().isPresent()) {
            Duration reset = signal.resetIn().get();
            return bounded(reset.compareTo(asked) > 0 ? reset : asked);
        }
        return asked.isZero() ? Math.min(maxPause, SECOND << (refusals - 1)) : bounded(asked);
    }

    private long bounded(Duration span) {
        return span.compareTo(Duration.ofNanos(maxPause)) > 0 ? maxPause : Math.max(0, span.toNanos());
    }

    /** Whether somebody holds on to this bucket, or it knows something that a new one would not. */
    boolean isNeeded(long now) {
        return users > 0 || outstanding > 0 || pausedUntil > now || leftUntil > now || !tokens.isFresh(now);
    }

    void used(int change) {
        users += change;
    }

    long most() {
        return tokens.most();
    }

    /** Somebody of this rank, 0 the highest, waits for so much of it, or with a negative cost no longer does. */
    void queue(int rank, long cost) {
        if (waiting.length <= rank) {
            waiting = Arrays.copyOf(waiting, rank + 1);
        }
        waiting[rank] += cost;
    }

    /** What those of this rank and of higher ones wait for. */
    long queued(int rank) {
        long cost = 0;
        for (int i = 0; i <= rank && i < waiting.length; i++) {
            cost += waiting[i];
        }
        return cost;
    }

    /** Keeps this bucket, for the rest of one scan of a queue, for somebody further in front. */
    void block(long scan) {
        blockedIn = scan;
    }

    boolean isBlocked(long scan) {
        return blockedIn == scan;
    }
}
