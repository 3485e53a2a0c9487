package dev.catchwater.fairlead.observe.patterns;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.RequestBody;
import java.time.Duration;

/** What one attempt adds; {@link Tally#UNKNOWN} where it adds nothing. */
record Sample(boolean error, long latencyMicros, long sentBytes, long receivedBytes) {
    static Sample of(CallEvent.Exchanged attempt) {
        return new Sample(
                attempt.status() >= 400 || attempt.outcome() instanceof Outcome.Failed,
                latency(attempt),
                sent(attempt.request().body()),
                attempt.outcome() instanceof Outcome.Completed(long bytes) ? bytes : Tally.UNKNOWN);
    }

    private static long latency(CallEvent.Exchanged attempt) {
        if (attempt.status() != 0) {
            return micros(attempt.head());
        }
        boolean late = attempt.outcome() instanceof Outcome.Failed(HttpFailure.TimedOut timedOut);
        return late ? micros(attempt.took()) : Tally.UNKNOWN;
    }

    private static long micros(Duration time) {
        return Math.clamp(time.toNanos() / 1_000, 0, Window.MAX_MICROS);
    }

    private static long sent(RequestBody body) {
        return switch (body) {
            case RequestBody.None none -> 0;
            case RequestBody.Bytes bytes -> bytes.content().length();
            case RequestBody.Stream stream -> stream.lengthBytes();
        };
    }
}
