package dev.catchwater.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A manual clock as code under test wants it: tasks run on the thread that advances, in the order of their due times. */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private final ManualClock clock;
    private volatile boolean shutdown;

    ManualScheduler(ManualClock clock) {
        this.clock = clock;
    }

    /** One scheduled task; a repeated one arms itself again. */
    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final Duration period;
        private volatile ManualClock.Timer timer = () -> false;
        private volatile Instant due = clock.instant();

        Task(Callable<V> callable, Duration period) {
            super(callable);
            this.period = period;
        }

        private void arm(Duration delay) {
            due = clock.instant().plus(delay);
            timer = clock.after(delay, this::due);
        }

        private void due() {
            if (period.isZero()) {
                run();
            } else if (!shutdown && runAndReset()) {
                arm(period);
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            timer.cancel();
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(clock.instant(), due));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return scheduled(run(command), delay, 0, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return scheduled(callable, delay, 0, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return scheduled(run(command), initialDelay, positive(period), unit);
    }

    /** While a task runs no time passes, so a fixed delay is a fixed rate. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduled(run(command), initialDelay, positive(delay), unit);
    }

    @Override
    public void execute(Runnable command) {
        if (shutdown) {
            throw new RejectedExecutionException("this scheduler was shut down");
        }
        clock.after(Duration.ZERO, command);
    }

    /** What is armed still runs once, as that of Java's own schedulers does. */
    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    private <V> ScheduledFuture<V> scheduled(Callable<V> callable, long delay, long period, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException("this scheduler was shut down");
        }
        var task = new Task<>(callable, Duration.of(period, unit.toChronoUnit()));
        task.arm(Duration.of(delay, unit.toChronoUnit()));
        return task;
    }

    private static long positive(long period) {
        if (period <= 0) {
            throw new IllegalArgumentException("a period is positive: " + period);
        }
        return period;
    }

    private static Callable<Object> run(Runnable command) {
        return () -> {
            command.run();
            return command;
        };
    }
}
