package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.PostBook;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.post.PostIds;
import dev.catchwater.postgres.sql.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes posts: each call is one transaction, tried again if it collides with another. */
@ApplicationScoped
class Posts implements PostBook {

    private static final int ATTEMPTS = 4;
    // deadlock, serialisation, and a duplicate post id (two nodes with one number)
    private static final Set<String> COLLISIONS = Set.of("40P01", "40001", "23505");

    private final Pool pool;
    private final PostIds ids;
    private final Head head;
    private final EventLog events;

    Posts(Pool pool, PostIds ids, Head head, EventLog events) {
        this.pool = pool;
        this.ids = ids;
        this.head = head;
        this.events = events;
    }

    @Override
    public Uni<Ingested> ingest(Source source, List<Change> changes, Source.@Nullable Memory memory, Instant now) {
        return Uni.createFrom()
                .deferred(() -> Db.transaction(pool, tx -> new Ingest(tx, source, ids, now).apply(changes, memory)))
                .onFailure(Posts::isCollision)
                .retry()
                .withBackOff(Duration.ofMillis(20), Duration.ofMillis(200))
                .atMost(ATTEMPTS)
                .invoke(result -> head.outdate(result.xid()))
                .map(Ingest.Result::counts);
    }

    @Override
    public Uni<Void> trim(Instant before, int limit) {
        return events.trim(before, limit);
    }

    private static boolean isCollision(Throwable thrown) {
        return thrown instanceof Ingest.KeyGone
                || (thrown instanceof PgException failure && COLLISIONS.contains(failure.getSqlState()));
    }
}
