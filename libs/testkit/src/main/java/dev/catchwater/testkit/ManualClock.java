package dev.catchwater.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until a test moves it, with timers that fire as it moves. Safe for use from any thread: code
 * under test may arm and cancel timers on its own threads while the test advances on another.
 */
public final class ManualClock implements InstantSource {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Something to be run later that can be called off. */
    public interface Timer {
        /** True if this call kept it from running; false if it ran, is running or was cancelled before. */
        boolean cancel();
    }

    private record Task(Instant due, long sequence, Runnable action) {}

    private final ReentrantLock moving = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong sequence = new AtomicLong();
    private final TreeSet<Task> tasks =
            new TreeSet<>(Comparator.comparing(Task::due).thenComparingLong(Task::sequence));
    private Instant now;

    /** Starts at 2026-01-01T00:00:00Z. */
    public ManualClock() {
        this(START);
    }

    public ManualClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs the action as soon as the clock has moved by this much; with zero or less, at the next {@link #advance}. It
     * runs on the thread that advances.
     */
    public Timer after(Duration delay, Runnable action) {
        lock.lock();
        try {
            Duration wait = delay.isNegative() ? Duration.ZERO : delay;
            var task = new Task(now.plus(wait), sequence.getAndIncrement(), action);
            tasks.add(task);
            changed.signalAll();
            return () -> cancel(task);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves the clock forward and runs on this thread, by due time and then by order of arming, all that falls due, the
     * clock standing at each one's due time; what these arm runs too if it falls due in the same span. An exception of
     * an action ends the advance at that action's time. One thread advances at a time.
     *
     * @throws IllegalArgumentException when negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + by);
        }
        moving.lock();
        try {
            Instant target = instant().plus(by);
            for (Optional<Task> task = nextUntil(target); task.isPresent(); task = nextUntil(target)) {
                task.get().action().run();
            }
        } finally {
            moving.unlock();
        }
    }

    /**
     * Moves the clock to the next timer's due time and runs all that is due then; how far that was.
     *
     * @throws IllegalStateException when none is armed
     */
    public Duration advanceToNext() {
        Duration until = untilNext().orElseThrow(() -> new IllegalStateException("no timer is armed"));
        advance(until);
        return until;
    }

    /**
     * This clock for code that wants a scheduler: what is scheduled runs as {@link #after} has it, and what is executed
     * or submitted at the next {@link #advance}, of zero too.
     */
    public ScheduledExecutorService scheduler() {
        return new ManualScheduler(this);
    }

    /** Timers that are armed and have neither run nor been cancelled. */
    public int pending() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    /** How long until the next timer falls due; empty when none is armed. */
    public Optional<Duration> untilNext() {
        lock.lock();
        try {
            return tasks.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Duration.between(now, tasks.first().due()));
        } finally {
            lock.unlock();
        }
    }

    /** {@link #awaitPending(int, Duration)} within ten seconds. */
    public void awaitPending(int count) {
        awaitPending(count, PATIENCE);
    }

    /**
     * Waits, in real time, until exactly this many timers are armed: until I/O has armed a deadline, or, with zero,
     * until the last one is cancelled.
     *
     * @throws AssertionError when the number is another after the limit
     */
    public void awaitPending(int count, Duration limit) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (tasks.size() != count) {
                if (left <= 0) {
                    throw new AssertionError("Waited " + limit + " for " + count + " armed timers, there are "
                            + tasks.size() + ", due in " + waits());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for timers", interrupted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "ManualClock at " + instant() + ", " + pending() + " timers";
    }

    private Optional<Task> nextUntil(Instant target) {
        lock.lock();
        try {
            if (tasks.isEmpty() || tasks.first().due().isAfter(target)) {
                now = target.isAfter(now) ? target : now; // an action may have advanced further
                return Optional.empty();
            }
            Task task = tasks.removeFirst();
            now = task.due().isAfter(now) ? task.due() : now;
            changed.signalAll();
            return Optional.of(task);
        } finally {
            lock.unlock();
        }
    }

    private boolean cancel(Task task) {
        lock.lock();
        try {
            changed.signalAll();
            return tasks.remove(task);
        } finally {
            lock.unlock();
        }
    }

    private List<Duration> waits() {
        return tasks.stream().map(t -> Duration.between(now, t.due())).toList();
    }
}
