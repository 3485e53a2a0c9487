package dev.catchwater.prices;

import java.time.Instant;
import java.util.List;

/** Makes of what is to be delivered a statement, so that it is enqueued by the transaction that makes it necessary. */
@FunctionalInterface
public interface Outbox {

    /**
     * The statement that enqueues a delivery.
     *
     * @param hook where it goes
     * @param id by which the receiver can tell a second delivery
     */
    Statement delivery(long hook, String id, String json, Instant at);

    /** A statement with places {@code $1…}. */
    record Statement(String sql, List<Object> values) {
        public Statement {
            values = List.copyOf(values);
        }
    }
}
