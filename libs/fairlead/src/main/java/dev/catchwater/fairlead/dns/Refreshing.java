package dev.catchwater.fairlead.dns;

import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One look-up at a time, and what is told of it: news once, and nothing more after the end. */
final class Refreshing implements EndpointSource.Watch {
    private final Supplier<Uni<Found>> find;
    private final DnsPolicy policy;
    private final EndpointSource.Listener listener;
    private final Timers timers;
    private final RandomGenerator random;
    private Timers.@Nullable Timer timer;
    private @Nullable Cancellable running;
    private @Nullable Found told;
    private long goodUntil;
    private int failures;
    private boolean gaveUp;
    private boolean closed;

    Refreshing(
            Supplier<Uni<Found>> find,
            DnsPolicy policy,
            EndpointSource.Listener listener,
            Timers timers,
            RandomGenerator random) {
        this.find = find;
        this.policy = policy;
        this.listener = listener;
        this.timers = timers;
        this.random = random;
    }

    void begin() {
        Cancellable started = Uni.createFrom().deferred(find::get).subscribe().with(this::found, thrown -> failed());
        synchronized (this) {
            if (!closed) {
                running = started;
                return;
            }
        }
        started.cancel();
    }

    private void found(Found found) {
        boolean news;
        synchronized (this) {
            if (closed) {
                return;
            }
            Duration ttl = policy.clamp(found.ttl());
            news = told == null || !sameSet(told, found);
            told = found;
            failures = 0;
            gaveUp = false;
            goodUntil = timers.nanos() + ttl.toNanos();
            // There may be endpoints soon where there are none: nothing is lost by asking a little early.
            timer = timers.after(policy.refresh(ttl, random), this::begin);
        }
        if (news) {
            listener.changed(found.endpoints());
        }
    }

    /** In another order they are the same: servers rotate them. */
    private static boolean sameSet(Found one, Found other) {
        return one.endpoints().size() == other.endpoints().size()
                && one.endpoints().containsAll(other.endpoints())
                && other.endpoints().containsAll(one.endpoints());
    }

    private void failed() {
        boolean tooLong;
        synchronized (this) {
            if (closed) {
                return;
            }
            failures++;
            long staleNanos = timers.nanos() - goodUntil;
            tooLong = !gaveUp && (told == null || staleNanos >= policy.stale().toNanos());
            if (tooLong) {
                gaveUp = true;
                told = null;
            }
            Duration pause = policy.pause(failures, random);
            if (told != null && staleNanos < policy.stale().toNanos()) {
                Duration left = Duration.ofNanos(policy.stale().toNanos() - staleNanos);
                pause = pause.compareTo(left) < 0 ? pause : left;
            }
            timer = timers.after(pause, this::begin);
        }
        if (tooLong) {
            listener.failed();
        }
    }

    @Override
    public void close() {
        Cancellable stopped;
        synchronized (this) {
            closed = true;
            stopped = running;
            if (timer != null) {
                timer.cancel();
            }
        }
        if (stopped != null) {
            stopped.cancel();
        }
    }

    @Override
    public synchronized String toString() {
        return told == null ? "nothing" : List.copyOf(told.endpoints()).toString();
    }
}
