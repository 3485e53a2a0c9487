package dev.catchwater.aggregator;

import dev.catchwater.postgres.StoreAway;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where posts are written. */
public interface PostBook {

    /**
     * Applies what a source reported, in one transaction: all of it or nothing, and the same again changes nothing.
     * Fails with {@link StoreAway} if it is worth trying again later.
     *
     * @param source as it was when it was asked: its mark is moved only if nobody has moved it since
     * @param memory moves the source's mark along in the same transaction; null leaves it as it is
     */
    Uni<Ingested> ingest(Source source, List<Change> changes, Source.@Nullable Memory memory, Instant now);

    /** Drops up to {@code limit} events of the log from before then. */
    Uni<Void> trim(Instant before, int limit);

    /** What was different afterwards. */
    record Ingested(int posted, int edited, int deleted) {

        public Ingested plus(Ingested other) {
            return new Ingested(posted + other.posted, edited + other.edited, deleted + other.deleted);
        }
    }
}
