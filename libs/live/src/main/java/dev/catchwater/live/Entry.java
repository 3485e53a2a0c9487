package dev.catchwater.live;

import io.vertx.core.buffer.Buffer;

/** What waits in a listener's queue. */
sealed interface Entry {
    Buffer bytes();

    /** The id after which a listener has had this. */
    String id();

    /** An event, encoded once and shared by all listeners. */
    record Frame(String id, Buffer bytes) implements Entry {}

    /** Events that a slow listener did not get; only the last entry of a queue grows. */
    final class Gap implements Entry {
        private final String from;
        private String to;
        private long count;

        Gap(String from) {
            this.from = from;
            this.to = from;
            this.count = 1;
        }

        void extend(String id) {
            to = id;
            count++;
        }

        @Override
        public Buffer bytes() {
            return Frames.gap(from, to, count);
        }

        @Override
        public String id() {
            return to;
        }
    }
}
