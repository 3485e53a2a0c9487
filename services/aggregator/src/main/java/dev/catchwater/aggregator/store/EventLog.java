package dev.catchwater.aggregator.store;

import static java.util.stream.Collectors.toMap;

import dev.catchwater.aggregator.post.Post;
import dev.catchwater.aggregator.timeline.FeedEvent;
import dev.catchwater.live.log.Position;
import dev.catchwater.live.log.Stretch;
import dev.catchwater.postgres.sql.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log of changes, read in commit order. */
@ApplicationScoped
class EventLog {

    // Ordered by transaction first, and only up to the oldest one running: what commits late is never behind us.
    private static final String AFTER = """
            select xid, seq, type, post_id from feed_event
            where (xid, seq) > ($1, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            order by xid, seq limit $3""";

    private static final String POSTS = PostRows.SELECT + " and p.id = any($1)";
    private static final String FLOOR = "select xid, seq from event_floor";

    private static final String TRIM = """
            with gone as (
              delete from feed_event where (xid, seq) in (
                select xid, seq from feed_event where at < $1 order by xid, seq limit $2) returning xid, seq),
            top as (select xid, seq from gone order by xid desc, seq desc limit 1)
            update event_floor f set xid = top.xid, seq = top.seq from top
            where (top.xid, top.seq) > (f.xid, f.seq)""";

    private final Pool pool;

    EventLog(Pool pool) {
        this.pool = pool;
    }

    Uni<Stretch<FeedEvent>> after(Position position, int limit) {
        return Db.run(pool, AFTER, position.xid(), position.seq(), limit)
                .map(rows -> Db.list(rows, Logged::of))
                .flatMap(logged -> logged.isEmpty()
                        ? Uni.createFrom().item(new Stretch<FeedEvent>(List.of(), position, false))
                        : posts(logged)
                                .map(posts -> new Stretch<FeedEvent>(
                                        logged.stream()
                                                .flatMap(event -> event.resolve(posts).stream())
                                                .toList(),
                                        logged.getLast().position,
                                        logged.size() == limit)));
    }

    private Uni<Map<Long, Post>> posts(List<Logged> logged) {
        Long[] ids = logged.stream()
                .filter(event -> event.type == EventType.POST || event.type == EventType.EDIT)
                .map(event -> event.post)
                .distinct()
                .toArray(Long[]::new);
        return ids.length == 0
                ? Uni.createFrom().item(Map.of())
                : Db.run(pool, POSTS, (Object) ids)
                        .map(rows -> Db.list(rows, PostRows::post).stream().collect(toMap(Post::id, p -> p)));
    }

    Uni<Position> floor() {
        return Db.run(pool, FLOOR).map(rows -> {
            Row row = rows.iterator().next();
            return new Position(row.getLong("xid"), row.getLong("seq"));
        });
    }

    /** Drops the oldest events from before then; listeners that far behind are told to start over. */
    Uni<Void> trim(Instant before, int limit) {
        return Db.run(pool, TRIM, Db.time(before), limit).replaceWithVoid();
    }

    private record Logged(Position position, short type, long post) {

        static Logged of(Row row) {
            Long post = row.getLong("post_id");
            return new Logged(
                    new Position(row.getLong("xid"), row.getLong("seq")),
                    row.getShort("type"),
                    post == null ? 0 : post);
        }

        /** Empty if the post has gone again since: its own event follows. */
        Optional<FeedEvent> resolve(Map<Long, Post> posts) {
            Optional<Post> known = Optional.ofNullable(posts.get(post));
            return switch (type) {
                case EventType.POST -> known.map(found -> new FeedEvent.Posted(position, found));
                case EventType.EDIT -> known.map(found -> new FeedEvent.Edited(position, found));
                case EventType.DELETE -> Optional.of(new FeedEvent.Deleted(position, post));
                case EventType.RESET -> Optional.of(new FeedEvent.Reset(position));
                default -> throw new IllegalStateException("unknown event type " + type);
            };
        }
    }
}
