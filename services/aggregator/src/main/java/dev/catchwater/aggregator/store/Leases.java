package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook.Holds;
import dev.catchwater.aggregator.SourceBook.Settlement;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.postgres.sql.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who asks which source, now and next time. Claims skip rows that another replica has locked. */
@ApplicationScoped
class Leases {

    private static final String CLAIM = """
            with due as (
              select id from source
              where next_poll_at <= $3 and removed_at is null and (lease_until is null or lease_until < $3)
              order by next_poll_at limit $2 for update skip locked)
            update source s set lease_owner = $1, lease_until = $4 from due where s.id = due.id returning s.*""";

    private static final String SETTLE = """
            update source set lease_owner = null, lease_until = null,
              next_poll_at = $3, interval_ms = $4, why = $5, last_error = $6,
              failures = case when $6::text is null then 0 else failures + 1 end,
              last_ok_at = case when $6::text is null then $7 else last_ok_at end,
              title = coalesce($8, title),
              etag = case when $9 then $10 else etag end,
              last_modified = case when $9 then $11 else last_modified end
            where id = $1 and lease_owner = $2""";

    /** Skips rows that an ingest has locked: to wait for one of them would let all the others run out. */
    private static final String HOLD_STREAMS = """
            with free as (
              select s.id, w.up from unnest($1::int[], $2::boolean[]) as w(id, up) join source s on s.id = w.id
              where s.removed_at is null and (s.stream_owner = $3 or s.stream_until is null or s.stream_until < $4)
              order by s.id for update of s skip locked)
            update source s set stream_owner = $3, stream_until = $5, stream_up = free.up
            from free where s.id = free.id returning s.id""";

    private static final String LOST_STREAMS = """
            select w.id from unnest($1::int[]) as w(id) left join source s on s.id = w.id and s.removed_at is null
            where s.id is null or (s.stream_owner <> $2 and s.stream_until >= $3)""";

    private static final String RECLAIM = """
            update source set
              lease_until = case when split_part(lease_owner, '/', 1) = $1 then null else lease_until end,
              stream_until = case when split_part(stream_owner, '/', 1) = $1 then null else stream_until end
            where split_part(lease_owner, '/', 1) = $1 or split_part(stream_owner, '/', 1) = $1""";

    private static final String DROP_STREAMS =
            "update source set stream_owner = null, stream_until = null, stream_up = false"
                    + " where id = any($1) and stream_owner = $2";

    private static final String HURRY =
            "update source set next_poll_at = least(next_poll_at, $2) where id = $1 and next_poll_at is not null";

    private final Pool pool;

    Leases(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Source>> claimDue(String owner, int limit, Instant now, Duration lease) {
        return Db.run(pool, CLAIM, owner, limit, Db.time(now), Db.time(now.plus(lease)))
                .map(rows -> Db.list(rows, row -> source(row, now)));
    }

    Uni<Void> reclaim(String node) {
        return Db.run(pool, RECLAIM, node).replaceWithVoid();
    }

    Uni<Void> settle(int id, String owner, Settlement settlement, Instant now) {
        Source.Memory memory = settlement.memory();
        return Db.run(
                        pool,
                        SETTLE,
                        id,
                        owner,
                        Db.time(settlement.plan().next().orElse(null)),
                        settlement.plan().interval().toMillis(),
                        settlement.plan().why(),
                        settlement.error(),
                        Db.time(now),
                        settlement.title(),
                        memory != null,
                        memory == null ? null : memory.etag(),
                        memory == null ? null : memory.lastModified())
                .replaceWithVoid();
    }

    Uni<Void> hurry(int id, Instant now) {
        return Db.run(pool, HURRY, id, Db.time(now)).replaceWithVoid();
    }

    Uni<Holds> holdStreams(Map<Integer, Boolean> up, String owner, Instant now, Duration lease) {
        Integer[] ids = up.keySet().toArray(Integer[]::new);
        Boolean[] ups = Arrays.stream(ids).map(up::get).toArray(Boolean[]::new);
        return Db.run(pool, HOLD_STREAMS, ids, ups, owner, Db.time(now), Db.time(now.plus(lease)))
                .map(Leases::ids)
                .flatMap(ours ->
                        Db.run(pool, LOST_STREAMS, ids, owner, Db.time(now)).map(rows -> new Holds(ours, ids(rows))));
    }

    Uni<Void> dropStreams(Collection<Integer> ids, String owner) {
        return Db.run(pool, DROP_STREAMS, ids.toArray(Integer[]::new), owner).replaceWithVoid();
    }

    private static Set<Integer> ids(RowSet<Row> rows) {
        return Set.copyOf(Db.list(rows, row -> row.getInteger("id")));
    }

    Uni<Boolean> planted(String seed) {
        return Db.run(pool, "select 1 from seed where seed = $1", seed).map(rows -> rows.size() > 0);
    }

    private static Source source(Row row, Instant now) {
        Instant streamUntil = Db.instant(row, "stream_until");
        boolean streaming = row.getBoolean("stream_up") && streamUntil != null && streamUntil.isAfter(now);
        SourceKey key =
                new SourceKey(Platform.of(row.getShort("platform")), row.getString("host"), row.getString("timeline"));
        return new Source(
                row.getInteger("id"),
                key,
                URI.create(row.getString("url")),
                row.getString("title"),
                row.getString("site_url"),
                Db.requireInstant(row, "added_at"),
                streaming ? Source.State.STREAMING : Source.State.POLLING,
                new Source.Polling(
                        Duration.ofMillis(row.getLong("interval_ms")),
                        Db.instant(row, "next_poll_at"),
                        row.getString("why"),
                        Db.instant(row, "last_ok_at"),
                        row.getInteger("failures"),
                        row.getString("last_error")),
                new Source.Memory(row.getString("etag"), row.getString("last_modified"), row.getString("head")));
    }
}
