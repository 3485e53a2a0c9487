package dev.catchwater.trading.order;

/** What an exchange, or the way to it, says of an order. Times are milliseconds since the epoch. */
public sealed interface OrderReport {

    String clientId();

    long time();

    /** The same, told no later than this: an exchange's clock must not move ours. */
    default OrderReport notAfter(long latest) {
        if (time() <= latest) {
            return this;
        }
        return switch (this) {
            case Accepted it -> new Accepted(it.clientId, it.venueId, latest);
            case Rejected it -> new Rejected(it.clientId, it.reason, latest);
            case NotTaken it -> new NotTaken(it.clientId, it.reason, latest);
            case Triggered it -> new Triggered(it.clientId, latest);
            case Filled it -> new Filled(it.fill.at(latest));
            case Canceled it -> new Canceled(it.clientId, latest);
            case Expired it -> new Expired(it.clientId, latest);
            case CancelRejected it -> new CancelRejected(it.clientId, it.reason, latest);
            case OutcomeUnknown it -> new OutcomeUnknown(it.clientId, latest);
            case NeverArrived it -> new NeverArrived(it.clientId, latest);
        };
    }

    /** It rests in the book, or waits for its stop price. */
    record Accepted(String clientId, String venueId, long time) implements OrderReport {}

    /** The exchange did not take it, or threw it out when it was triggered. */
    record Rejected(String clientId, String reason, long time) implements OrderReport {}

    /** It did not reach the exchange, or that takes nothing just now: a limit, a clock, a key. Another one may be taken. */
    record NotTaken(String clientId, String reason, long time) implements OrderReport {}

    /** Its stop price was traded. */
    record Triggered(String clientId, long time) implements OrderReport {}

    /** A part of it was traded. */
    record Filled(Fill fill) implements OrderReport {
        @Override
        public String clientId() {
            return fill.clientId();
        }

        @Override
        public long time() {
            return fill.time();
        }
    }

    /** It is no more, by whoever's wish. */
    record Canceled(String clientId, long time) implements OrderReport {}

    /** It is no more by its time in force. */
    record Expired(String clientId, long time) implements OrderReport {}

    /** It was not canceled. */
    record CancelRejected(String clientId, String reason, long time) implements OrderReport {}

    /** Nobody knows whether the exchange has it: a timeout, a broken connection, a 5xx. It must be asked for. */
    record OutcomeUnknown(String clientId, long time) implements OrderReport {}

    /** The exchange was asked for it, long enough after it was sent, and never had it. */
    record NeverArrived(String clientId, long time) implements OrderReport {}
}
