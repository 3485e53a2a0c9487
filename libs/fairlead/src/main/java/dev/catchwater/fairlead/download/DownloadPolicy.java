package dev.catchwater.fairlead.download;

import java.time.Duration;

/**
 * What a download may take.
 *
 * @param maxBytes the largest file
 * @param maxFailures cuts and refusals in a row without a new byte; one more fails
 * @param maxRequests requests in all; one more fails
 * @param firstPause the longest pause after the first failure in a row, doubled for each further one; jittered fully
 * @param maxPause the longest pause at all
 * @param keepPartial whether what was loaded stays beside the target after a failure or a cancellation, so that the same
 *     request can go on with it later, in another process too
 */
public record DownloadPolicy(
        long maxBytes, int maxFailures, int maxRequests, Duration firstPause, Duration maxPause, boolean keepPartial) {
    /** 16 GiB; 5 failures in a row, 100 requests; pauses of up to 200 ms, 400 ms, … 10 s; nothing is kept. */
    public static final DownloadPolicy DEFAULT =
            new DownloadPolicy(16L << 30, 5, 100, Duration.ofMillis(200), Duration.ofSeconds(10), false);

    public DownloadPolicy {
        if (maxBytes < 1 || maxFailures < 0 || maxRequests < 1 || firstPause.isNegative() || maxPause.isNegative()) {
            throw new IllegalArgumentException("a download needs room, time and a request");
        }
    }

    public DownloadPolicy withMaxBytes(long bytes) {
        return new DownloadPolicy(bytes, maxFailures, maxRequests, firstPause, maxPause, keepPartial);
    }

    public DownloadPolicy withMaxFailures(int inARow) {
        return new DownloadPolicy(maxBytes, inARow, maxRequests, firstPause, maxPause, keepPartial);
    }

    /** Keeps what was loaded after a failure or a cancellation. */
    public DownloadPolicy keepingPartial() {
        return new DownloadPolicy(maxBytes, maxFailures, maxRequests, firstPause, maxPause, true);
    }
}
