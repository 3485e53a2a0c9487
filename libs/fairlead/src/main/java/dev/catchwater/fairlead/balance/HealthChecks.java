package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Checks the members of one pool, each on its own, for as long as they are members. */
final class HealthChecks {
    /** Hears what the checks of a member amount to. */
    @FunctionalInterface
    interface Report {
        void is(Member member, boolean healthy);
    }

    private final HealthCheck policy;
    private final String origin;
    private final Timers timers;
    private final RandomGenerator random;
    private final Next sender;
    private final Map<Member, Check> checks = new HashMap<>();
    private Report report = (member, healthy) -> {};
    private boolean closed;

    HealthChecks(HealthCheck policy, String origin, Timers timers, RandomGenerator random, Next sender) {
        this.policy = policy;
        this.origin = origin;
        this.timers = timers;
        this.random = random;
        this.sender = sender;
    }

    /** Before the first members come. */
    void report(Report to) {
        report = to;
    }

    synchronized void become(List<Member> members) {
        if (closed) {
            return;
        }
        checks.entrySet().removeIf(entry -> {
            boolean gone = !members.contains(entry.getKey());
            if (gone) {
                entry.getValue().stop();
            }
            return gone;
        });
        for (Member member : members) {
            if (!checks.containsKey(member)) {
                Check check = new Check(member);
                checks.put(member, check);
                check.next(Duration.ZERO);
            }
        }
    }

    synchronized void close() {
        closed = true;
        checks.values().forEach(Check::stop);
        checks.clear();
    }

    /** One member's checks, one at a time; its lock is taken last of all and nothing is reported under it. */
    private final class Check {
        private final Member member;
        private Timers.@Nullable Timer timer;
        private @Nullable Cancellable sent;
        private boolean stopped;
        private long running;
        private int inARow;
        private boolean lastly;
        private boolean decided;

        Check(Member member) {
            this.member = member;
        }

        /** With jitter, so that the checks of many clients and endpoints do not come together. */
        synchronized void next(Duration delay) {
            if (!stopped) {
                long most = (long) (policy.interval().toNanos() * policy.jitter());
                long more = delay.isZero() ? random.nextLong(most + 1) : random.nextLong(2 * most + 1) - most;
                timer = timers.after(delay.plusNanos(more), this::send);
            }
        }

        private void send() {
            long number;
            synchronized (this) {
                if (stopped) {
                    return;
                }
                number = ++running;
                timer = timers.after(policy.timeout(), () -> timedOut(number));
            }
            Request request = Request.get(origin + policy.path())
                    .withTimeout(policy.timeout())
                    .withEndpoint(member.endpoint());
            Cancellable cancellable = sender.proceed(request)
                    .subscribe()
                    .with(response -> answered(number, response), thrown -> done(number, false));
            synchronized (this) {
                if (running == number && !stopped) {
                    sent = cancellable;
                    return;
                }
            }
            cancellable.cancel();
        }

        private void answered(long number, Response response) {
            response.body().discard().subscribe().with(read -> {}, broken -> {});
            done(number, policy.success().test(response.status()));
        }

        private void timedOut(long number) {
            Cancellable late;
            synchronized (this) {
                late = running == number ? sent : null;
            }
            done(number, false);
            if (late != null) {
                late.cancel();
            }
        }

        private void done(long number, boolean success) {
            boolean counts;
            synchronized (this) {
                if (running != number || stopped) {
                    return;
                }
                running++;
                cancelTimer();
                inARow = success == lastly ? inARow + 1 : 1;
                lastly = success;
                counts = !decided || inARow >= (success ? policy.healthy() : policy.unhealthy());
                decided = true;
            }
            if (counts) {
                report.is(member, success);
            }
            next(policy.interval());
        }

        private void cancelTimer() {
            if (timer != null) {
                timer.cancel();
            }
        }

        void stop() {
            Cancellable out;
            synchronized (this) {
                stopped = true;
                cancelTimer();
                out = sent;
            }
            if (out != null) {
                out.cancel();
            }
        }
    }
}
