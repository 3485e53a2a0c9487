package dev.catchwater.fairlead.structured;

/**
 * Bounds on what is parsed. Inner lists cannot nest, so that length and members bound everything.
 *
 * @param maxChars of all lines of the field, joined
 * @param maxMembers of each list, dictionary, inner list and set of parameters
 */
public record Limits(int maxChars, int maxMembers) {
    /** 256 Ki characters, 1,024 members: what RFC 9651 §3 asks recipients to support, and not much more. */
    public static final Limits DEFAULT = new Limits(256 * 1024, 1_024);

    public Limits {
        if (maxChars < 1 || maxMembers < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
