package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange waits for now, and for how long it will. Waits come and go with each step, so they share one timer,
 * which looks when it comes: it is set anew only if a wait ends before it.
 */
final class Patience implements Runnable {
    private final Timers timers;
    private final Failing exchange;
    private Timers.@Nullable Timer timer;
    private long comesAt;
    private HttpFailure.@Nullable Phase phase;
    private Duration limit = Duration.ZERO;
    private long endsAt;

    Patience(Timers timers, Failing exchange) {
        this.timers = timers;
        this.exchange = exchange;
    }

    /** From now on this is waited for, and nothing else; a wait of zero has no end. */
    void begin(HttpFailure.Phase what, Duration howLong) {
        phase = howLong.isZero() ? null : what;
        limit = howLong;
        if (phase != null) {
            long now = timers.nanos();
            endsAt = now + limit.toNanos();
            if (timer == null || comesAt - endsAt > 0) {
                set(now);
            }
        }
    }

    /** The peer said something: whatever is waited for has its whole time again. */
    void renew() {
        endsAt = timers.nanos() + limit.toNanos();
    }

    /** Nothing is waited for just now; the timer may stay for the next wait. */
    void rest() {
        phase = null;
    }

    /** Nothing is waited for, and no timer left. */
    void stop() {
        phase = null;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void set(long now) {
        if (timer != null) {
            timer.cancel();
        }
        comesAt = endsAt;
        timer = timers.after(Duration.ofNanos(endsAt - now), this);
    }

    @Override
    public void run() {
        timer = null;
        HttpFailure.Phase waited = phase;
        if (waited == null) {
            return;
        }
        long now = timers.nanos();
        if (now - endsAt >= 0) {
            exchange.failed(new HttpFailure.TimedOut(waited, limit));
        } else {
            set(now);
        }
    }
}
