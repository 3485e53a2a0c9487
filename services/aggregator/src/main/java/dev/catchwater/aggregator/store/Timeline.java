package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.post.Post;
import dev.catchwater.aggregator.timeline.Cursor;
import dev.catchwater.aggregator.timeline.FeedEvent;
import dev.catchwater.aggregator.timeline.Reader;
import dev.catchwater.aggregator.timeline.TimelinePage;
import dev.catchwater.live.log.Position;
import dev.catchwater.live.log.Stretch;
import dev.catchwater.postgres.sql.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The timeline in PostgreSQL, its first page also in Redis. Pages by key, never by offset. */
@ApplicationScoped
class Timeline implements Reader {

    /** Every transaction below this has ended: what it wrote is visible, and nothing more will come from there. */
    private static final String AS_OF = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as as_of";

    private static final String FIRST = PostRows.SELECT + " and p.xid < $1 order by p.sort_at desc, p.id desc limit $2";
    private static final String BELOW = PostRows.SELECT
            + " and p.xid < $1 and (p.sort_at, p.id) < ($3, $4) order by p.sort_at desc, p.id desc limit $2";
    private static final String ONE = PostRows.SELECT + " and p.id = $1";

    private final Pool pool;
    private final Head head;
    private final EventLog events;

    Timeline(Pool pool, Head head, EventLog events) {
        this.pool = pool;
        this.head = head;
        this.events = events;
    }

    @Override
    public Uni<TimelinePage> page(int limit, @Nullable Cursor cursor) {
        if (cursor != null) {
            Tuple below = Tuple.of(cursor.asOf(), limit + 1, Db.time(cursor.sortAt()), cursor.id());
            return read(BELOW, below, limit, cursor.asOf());
        }
        return head.page(limit)
                .flatMap(known -> known.map(page -> Uni.createFrom().item(page))
                        .orElseGet(() -> asOf().flatMap(asOf -> read(FIRST, Tuple.of(asOf, limit + 1), limit, asOf))
                                .call(page -> head.keep(limit, page))));
    }

    private Uni<TimelinePage> read(String sql, Tuple parameters, int limit, long asOf) {
        return Db.run(pool, sql, parameters).map(rows -> {
            List<Post> found = Db.list(rows, PostRows::post);
            if (found.size() <= limit) {
                return new TimelinePage(found, asOf, null);
            }
            List<Post> page = found.subList(0, limit);
            Post last = page.getLast();
            return new TimelinePage(page, asOf, new Cursor(last.sortAt(), last.id(), asOf));
        });
    }

    private Uni<Long> asOf() {
        return Db.run(pool, AS_OF).map(rows -> rows.iterator().next().getLong("as_of"));
    }

    @Override
    public Uni<Optional<Post>> post(long id) {
        return Db.run(pool, ONE, id)
                .map(rows -> Db.list(rows, PostRows::post).stream().findFirst());
    }

    @Override
    public Uni<Stretch<FeedEvent>> after(Position position, int limit) {
        return events.after(position, limit)
                .invoke(read -> head.outdate(read.upTo().xid()));
    }

    @Override
    public Uni<Position> now() {
        return asOf().map(xid -> new Position(xid, 0));
    }

    @Override
    public Uni<Position> floor() {
        return events.floor();
    }
}
