package dev.catchwater.jobs;

import java.util.List;

/**
 * The statement that enqueues a job, for any connection and any transaction: it exists if that commits, and not if not.
 * A job of the same kind and id that waits already stays as it is.
 *
 * @param sql with places {@code $1} to {@code $4}, as Postgres counts them
 * @param values a String, a String, a String, an OffsetDateTime
 */
public record Insertion(String sql, List<Object> values) {
    public Insertion {
        values = List.copyOf(values);
    }
}
