package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.SourceBook.Settlement;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Platform;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    private static final String HOLD_STREAM = """
            update source set stream_owner = $2, stream_until = $4, stream_up = $5
            where id = $1 and removed_at is null
              and (stream_owner = $2 or stream_until is null or stream_until < $3)""";

    private static final String RECLAIM = """
            update source set
              lease_until = case when split_part(lease_owner, '/', 1) = $1 then null else lease_until end,
              stream_until = case when split_part(stream_owner, '/', 1) = $1 then null else stream_until end
            where split_part(lease_owner, '/', 1) = $1 or split_part(stream_owner, '/', 1) = $1""";

    private static final String DROP_STREAM =
            "update source set stream_owner = null, stream_until = null, stream_up = false"
                    + " where id = $1 and stream_owner = $2";

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

    Uni<Boolean> holdStream(int id, String owner, boolean up, Instant now, Duration lease) {
        return Db.run(pool, HOLD_STREAM, id, owner, Db.time(now), Db.time(now.plus(lease)), up)
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> dropStream(int id, String owner) {
        return Db.run(pool, DROP_STREAM, id, owner).replaceWithVoid();
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
