package dev.catchwater.jobs;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A kind of job.
 *
 * @param name stands in the table: never rename one of which jobs may wait. Small letters, digits and hyphens, at most 64.
 * @param payload what Jackson writes and reads, a record as a rule; readers of tomorrow must understand those of today.
 *     It stands in the database in clear: no secrets.
 * @param limit of one run, from a millisecond to a day; then it is interrupted, and has failed. 15 minutes.
 */
public record JobKind<T>(String name, Class<T> payload, Work<T> work, Retrying retrying, Duration limit) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Duration QUARTER_OF_AN_HOUR = Duration.ofMinutes(15);

    public JobKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A kind's name is small letters, digits and hyphens, at most 64: " + name);
        }
        if (limit.toMillis() < 1 || limit.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("A run's limit is from 1 ms to a day: " + limit);
        }
    }

    /** With a limit of 15 minutes. */
    public JobKind(String name, Class<T> payload, Work<T> work, Retrying retrying) {
        this(name, payload, work, retrying, QUARTER_OF_AN_HOUR);
    }

    public JobKind<T> withLimit(Duration ofARun) {
        return new JobKind<>(name, payload, work, retrying, ofARun);
    }
}
