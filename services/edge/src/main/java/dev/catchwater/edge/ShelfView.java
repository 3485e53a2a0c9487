package dev.catchwater.edge;

/**
 * How full the store is.
 *
 * @param disk all zero if there is none
 */
public record ShelfView(Tier memory, Tier disk, Trouble trouble) {
    /** Without trouble. */
    public ShelfView(Tier memory, Tier disk) {
        this(memory, disk, Trouble.NONE);
    }

    /**
     * How the disk does.
     *
     * @param now what went wrong last, if nothing has gone right since; empty: nothing
     * @param failures of the disk since the start
     * @param dropped what it had no time for since the start
     */
    public record Trouble(String now, long failures, long dropped) {
        /** None. */
        public static final Trouble NONE = new Trouble("", 0, 0);
    }

    /**
     * One of its tiers.
     *
     * @param bytes that its entries take, heads included
     * @param maxBytes the bound of these
     * @param entries variants, each counted
     * @param evictions of entries that made room for others, since the start
     */
    public record Tier(long bytes, long maxBytes, long entries, long evictions) {
        /** Nothing, and room for nothing. */
        public static final Tier NONE = new Tier(0, 0, 0, 0);
    }
}
