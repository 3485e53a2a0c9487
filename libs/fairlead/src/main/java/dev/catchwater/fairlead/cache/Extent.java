package dev.catchwater.fairlead.cache;

/** Which bytes of a representation are held. */
public sealed interface Extent {
    /**
     * All of them.
     *
     * @param length in bytes, or {@link #UNKNOWN} while the body is still coming
     */
    record Whole(long length) implements Extent {}

    /**
     * Some of them (RFC 9111 §3.3).
     *
     * @param first the first byte, counted from 0
     * @param last the last byte, included
     * @param total the length of the whole
     */
    record Part(long first, long last, long total) implements Extent {
        public Part {
            if (first < 0 || last < first || total <= last) {
                throw new IllegalArgumentException("not a part of a representation");
            }
        }

        /** How many bytes it has. */
        public long length() {
            return last - first + 1;
        }
    }

    long UNKNOWN = -1;

    /** What a run of bytes is of a representation: all of it, where nothing is missing. */
    static Extent of(long first, long last, long total) {
        Part run = new Part(first, last, total);
        return run.length() == total ? new Whole(total) : run;
    }
}
