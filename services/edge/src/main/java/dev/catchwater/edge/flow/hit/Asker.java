package dev.catchwater.edge.flow.hit;

/**
 * What a plain request says besides its target that an answer may depend on. There is one object for all that say the
 * same, so that they are compared by identity.
 *
 * @param secure whether it came over TLS
 * @param host the one Host, as it came
 * @param codings the one Accept-Encoding, as it came; {@link #NO_CODINGS} where there is none
 */
record Asker(boolean secure, String host, String codings) {
    /** No field has a line feed. */
    static final String NO_CODINGS = "\n";
}
