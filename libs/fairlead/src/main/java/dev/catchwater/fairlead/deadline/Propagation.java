package dev.catchwater.fairlead.deadline;

import dev.catchwater.fairlead.Headers;
import java.time.Duration;

/**
 * Whether upstreams are told how much time a call has left, so that none works on an answer that nobody waits for.
 * Each attempt says what is left when it leaves our queues; calls without a limit say nothing. A field of the same name
 * that the caller set is replaced.
 *
 * @param header the name of the field, empty for none
 */
public record Propagation(String header, Format format) {
    /** How the time is written. */
    public enum Format {
        /** Whole milliseconds, at least 1: {@code 1500}. */
        MILLISECONDS,
        /** As {@code grpc-timeout} is: at most eight digits and a unit, {@code 1500m} or {@code 100000S}. */
        GRPC
    }

    /** Nobody is told. */
    public static final Propagation NONE = new Propagation("", Format.MILLISECONDS);

    public Propagation {
        if (!header.isEmpty()) {
            Headers.of(header, ""); // refuses what is no name
        }
    }

    /** Tells it in milliseconds, in {@code X-Request-Deadline} for instance. */
    public static Propagation millisecondsIn(String header) {
        return new Propagation(header, Format.MILLISECONDS);
    }

    /** Tells it as gRPC does, in {@code grpc-timeout}. */
    public static Propagation grpc() {
        return new Propagation("grpc-timeout", Format.GRPC);
    }

    boolean isOff() {
        return header.isEmpty();
    }

    String value(Duration left) {
        long millis = Math.max(1, left.toMillis());
        return switch (format) {
            case MILLISECONDS -> Long.toString(millis);
            case GRPC -> millis <= 99_999_999 ? millis + "m" : Math.min(left.toSeconds(), 99_999_999) + "S";
        };
    }
}
