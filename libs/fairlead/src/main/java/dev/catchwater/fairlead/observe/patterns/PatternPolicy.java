package dev.catchwater.fairlead.observe.patterns;

/**
 * How patterns are watched. One takes some 20 kB while it is busy and at most 210 kB.
 *
 * @param maxPatterns origins and routes that are told apart, from 1 to 10,000; those beyond share one row, and one that
 *     was not asked for 11 minutes gives its row to another
 */
public record PatternPolicy(int maxPatterns) {
    /** 256 patterns. */
    public static final PatternPolicy DEFAULT = new PatternPolicy(256);

    public PatternPolicy {
        if (maxPatterns < 1 || maxPatterns > 10_000) {
            throw new IllegalArgumentException("patterns are from 1 to 10,000");
        }
    }
}
