package dev.catchwater.jobs;

import java.time.Duration;
import java.time.Instant;

/** What became of a run, for meters and logs. Failures are the work's own: whether they may be shown is its affair. */
public sealed interface JobEvent {
    String kind();

    String id();

    /** It did its work. */
    record Succeeded(String kind, String id, Duration took) implements JobEvent {}

    /** It failed, for the {@code attempt}th time in a row, and will be tried again. */
    record Failed(String kind, String id, int attempt, Instant nextAt, Throwable failure) implements JobEvent {}

    /** It failed for good, and is among the dead now. */
    record GivenUp(String kind, String id, int attempt, Throwable failure) implements JobEvent {}

    /** The process that had it is silent: it runs again, though that one may have done it. */
    record TakenOver(String kind, String id) implements JobEvent {}
}
