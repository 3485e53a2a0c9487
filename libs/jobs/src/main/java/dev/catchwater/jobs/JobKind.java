package dev.catchwater.jobs;

import java.util.regex.Pattern;

/**
 * A kind of job.
 *
 * @param name stands in the table: never rename one of which jobs may wait. Small letters, digits and hyphens, at most 64.
 * @param payload what Jackson writes and reads, a record as a rule; readers of tomorrow must understand those of today.
 *     It stands in the database in clear: no secrets.
 */
public record JobKind<T>(String name, Class<T> payload, Work<T> work, Retrying retrying) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public JobKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A kind's name is small letters, digits and hyphens, at most 64: " + name);
        }
    }
}
