package dev.catchwater.aggregator.store;

/** The codes in {@code feed_event.type}, and how readers are woken. */
final class EventType {

    static final short POST = 1;
    static final short EDIT = 2;
    static final short DELETE = 3;
    static final short RESET = 4;

    static final String CHANNEL = "aggregator_events";

    /** Within a transaction: told when it commits. */
    static final String NOTIFY = "select pg_notify('" + CHANNEL + "', '')";

    private EventType() {}
}
