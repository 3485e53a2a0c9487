package dev.catchwater.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One warning of Vert.x that a thread was blocked.
 *
 * @param thread the thread's name
 * @param at when Vert.x said so
 * @param blockedFor for how long it had been blocked by then; what began the block began that much earlier
 * @param stack what the thread was doing, innermost frame first; empty when it had ended by then
 */
public record BlockedThread(String thread, Instant at, Duration blockedFor, List<StackTraceElement> stack) {
    private static final int SHOWN_FRAMES = 16;

    /** Whether it is one of the threads that must never be blocked, rather than a worker. */
    public boolean isEventLoop() {
        return thread.contains("eventloop");
    }

    /** When the block began. */
    public Instant since() {
        return at.minus(blockedFor);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(thread + " was blocked for " + blockedFor.toMillis() + " ms");
        stack.stream()
                .limit(SHOWN_FRAMES)
                .forEach(frame -> text.append("\n        at ").append(frame));
        return text.toString();
    }
}
