package dev.catchwater.sandbox.judge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A way for an upstream to misbehave. */
public sealed interface Fault {

    /** The name by which the control path knows it. */
    String kind();

    /**
     * Answers this status instead.
     *
     * @param retryAfter how long to ask for patience, or null to say nothing
     * @param asDate whether {@code Retry-After} is an HTTP date (RFC 9110 §10.2.3) and not seconds
     */
    record Status(int status, @Nullable Duration retryAfter, boolean asDate) implements Fault {
        @Override
        public String kind() {
            return "status";
        }
    }

    /** Waits before it looks at the request. */
    record Slow(Duration delay) implements Fault {
        @Override
        public String kind() {
            return "slow";
        }
    }

    /** Sends the body a few bytes at a time, with a gap after each. */
    record Drip(int bytes, Duration gap) implements Fault {
        @Override
        public String kind() {
            return "drip";
        }
    }

    /** Resets the TCP connection instead of answering. */
    record Reset() implements Fault {
        @Override
        public String kind() {
            return "reset";
        }
    }

    /** Announces the whole body, sends half of it and closes the connection. */
    record Truncate() implements Fault {
        @Override
        public String kind() {
            return "truncated";
        }
    }

    /** Sends bytes that mean nothing under the right content type. */
    record Garbage() implements Fault {
        @Override
        public String kind() {
            return "garbage";
        }
    }

    /** Shifts the {@code Date} header; a negative shift is a clock that is behind. */
    record Skew(Duration by) implements Fault {
        @Override
        public String kind() {
            return "skew";
        }
    }
}
