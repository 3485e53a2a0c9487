package dev.catchwater.prices.store;

import dev.catchwater.live.log.Position;
import dev.catchwater.live.log.Stretch;
import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.event.Event;
import dev.catchwater.prices.event.EventBook;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The log of events, read in commit order. */
@ApplicationScoped
class EventTable implements EventBook {

    // Ordered by transaction first, and only up to the oldest one running: what commits late is never behind us.
    private static final String AFTER = """
            select xid, seq, type, body from event
            where (xid, seq) > ($1, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            order by xid, seq limit $3""";

    private static final String NOW =
            "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as xid, 0::bigint as seq";
    private static final String FLOOR = "select xid, seq from event_floor";
    private static final String ADD = "insert into event (at, type, body) values ($1, $2, $3)";

    private static final String TRIM = """
            with gone as (
              delete from event where (xid, seq) in (
                select xid, seq from event where at < $1 order by xid, seq limit $2) returning xid, seq),
            top as (select xid, seq from gone order by xid desc, seq desc limit 1),
            floor as (
              update event_floor f set xid = top.xid, seq = top.seq from top
              where (top.xid, top.seq) > (f.xid, f.seq) returning 1)
            select count(*)::int as gone from gone""";

    private final Pool pool;

    EventTable(Pool pool) {
        this.pool = pool;
    }

    static Uni<Void> add(SqlClient tx, Instant at, String type, JsonObject body) {
        return Db.run(tx, ADD, Db.time(at), type, body).replaceWithVoid();
    }

    @Override
    public Uni<Stretch<Event>> after(Position position, int limit) {
        return Db.run(pool, AFTER, position.xid(), position.seq(), limit).map(rows -> {
            List<Event> events = Db.list(
                    rows,
                    row -> new Event(
                            position(row),
                            row.getString("type"),
                            row.getJsonObject("body").encode()));
            Position upTo = events.isEmpty() ? position : events.getLast().position();
            return new Stretch<>(events, upTo, events.size() == limit);
        });
    }

    @Override
    public Uni<Position> now() {
        return Db.run(pool, NOW).map(rows -> position(rows.iterator().next()));
    }

    @Override
    public Uni<Position> floor() {
        return Db.run(pool, FLOOR).map(rows -> position(rows.iterator().next()));
    }

    @Override
    public Uni<Integer> trim(Instant before, int limit) {
        return Db.run(pool, TRIM, Db.time(before), limit)
                .map(rows -> rows.iterator().next().getInteger("gone"));
    }

    private static Position position(Row row) {
        return new Position(row.getLong("xid"), row.getLong("seq"));
    }
}
