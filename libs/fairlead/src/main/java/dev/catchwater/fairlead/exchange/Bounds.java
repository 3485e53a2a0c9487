package dev.catchwater.fairlead.exchange;

import java.time.Duration;

/**
 * What one exchange may take, whatever the peer does.
 *
 * @param connect to open a connection, TLS included
 * @param firstByte from the request to the head of the answer
 * @param idle of silence in a body that is being asked for
 * @param maxHeadBytes of status line and header fields together
 * @param maxBodyBytes of content, before and after decompression, for requests that name no limit
 * @param maxRatio of decompressed to compressed content, once a mebibyte has been decompressed
 */
public record Bounds(
        Duration connect, Duration firstByte, Duration idle, int maxHeadBytes, long maxBodyBytes, int maxRatio) {
    /** 5 s, 20 s, 30 s; 32 KiB; 64 MiB; 200. */
    public static final Bounds DEFAULT = new Bounds(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30), 32 * 1024, 64L << 20, 200);

    /** Timers of a wheel come up to 16 ms late, and it is the deadline that names the limit that was set. */
    static final Duration AFTER_THE_DEADLINE = Duration.ofMillis(50);

    public Bounds {
        if (maxHeadBytes < 1024 || maxBodyBytes < 1 || maxRatio < 2) {
            throw new IllegalArgumentException("bounds too tight to answer anything");
        }
    }

    /** These bounds with another limit on silence within a body. */
    public Bounds withIdle(Duration silence) {
        return new Bounds(connect, firstByte, silence, maxHeadBytes, maxBodyBytes, maxRatio);
    }

    /** These bounds for a call that has only so much time left, and a moment for the deadline to come first. */
    Bounds within(long leftNanos) {
        long most = Math.max(leftNanos, 0) + AFTER_THE_DEADLINE.toNanos();
        // Almost always so: nothing is made then.
        return most < 0 || (most >= connect.toNanos() && most >= firstByte.toNanos() && most >= idle.toNanos())
                ? this
                : atMost(Duration.ofNanos(most));
    }

    private Bounds atMost(Duration most) {
        return new Bounds(
                least(connect, most), least(firstByte, most), least(idle, most), maxHeadBytes, maxBodyBytes, maxRatio);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** These bounds with another limit on content. */
    public Bounds withMaxBody(long bytes) {
        return new Bounds(connect, firstByte, idle, maxHeadBytes, bytes, maxRatio);
    }
}
