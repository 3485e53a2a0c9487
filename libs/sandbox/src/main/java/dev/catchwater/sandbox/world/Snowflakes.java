package dev.catchwater.sandbox.world;

import java.time.Instant;

/**
 * Ids that sort by time, as Mastodon makes them: milliseconds since 1970 in the upper 48 bits. The lower 16 tell apart
 * what shares a millisecond: with the top bit clear what the world's script wrote, the same in every run; with it set
 * what was commanded, never given twice.
 */
public final class Snowflakes {

    private static final long COMMANDED = 0x8000L;

    private long last;

    /** The id of something scripted; equal arguments give equal ids. */
    public static long scripted(Instant at, Dice dice) {
        return at.toEpochMilli() << 16 | dice.below((int) COMMANDED);
    }

    /** A new id for something commanded at this time, greater than every one this object gave before. */
    public long commanded(Instant at) {
        last = Math.max(last + 1, at.toEpochMilli() << 16 | COMMANDED);
        return last;
    }
}
