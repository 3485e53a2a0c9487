package dev.catchwater.web;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Opaque, authenticated page cursors. Inject it, name a purpose, seal a position. */
public final class Cursors {
    /** Bound of a position, in UTF-8 bytes. */
    public static final int LONGEST = 1024;

    private final Secret secret;

    public Cursors(Secret secret) {
        this.secret = secret;
    }

    /**
     * The cursors of one list.
     *
     * @param purpose names the list and whatever else must not change between pages, such as the filter
     */
    public Codec of(String purpose) {
        return new Codec(new Seal(secret, "cursor:" + purpose, LONGEST));
    }

    /** Seals and opens the cursors of one purpose. */
    public static final class Codec {
        private final Seal seal;

        private Codec(Seal seal) {
            this.seal = seal;
        }

        /**
         * A cursor to a position.
         *
         * @param position where the next page begins; the client can read it, but not forge it
         * @throws IllegalArgumentException if it is longer than {@link #LONGEST}
         */
        public String seal(String position) {
            return seal.seal(position.getBytes(StandardCharsets.UTF_8));
        }

        /** The position, or nothing if the cursor is altered, foreign or too long. */
        public Optional<String> open(String cursor) {
            return seal.open(cursor).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        }

        /**
         * The position of a cursor that a client has shown.
         *
         * @throws ProblemException with status 400 if the cursor does not open
         */
        public String require(String cursor) {
            return open(cursor)
                    .orElseThrow(() -> Problem.of(
                                    "invalid-cursor",
                                    "Invalid cursor",
                                    400,
                                    "This cursor was not issued here for this list: start again without one.")
                            .asException());
        }
    }
}
