package dev.catchwater.aggregator.post;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The place of a post in time: the author's claim, but never in the future and never before 1970. */
public final class SortTime {

    private SortTime() {}

    /** To the microsecond, which is what PostgreSQL keeps. */
    public static Instant of(@Nullable Instant publishedAt, Instant ingestedAt) {
        if (publishedAt == null || publishedAt.isAfter(ingestedAt)) {
            return ingestedAt.truncatedTo(ChronoUnit.MICROS);
        }
        return publishedAt.isBefore(Instant.EPOCH) ? Instant.EPOCH : publishedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
