package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.PostBook.Ingested;
import dev.catchwater.aggregator.Source;
import dev.catchwater.aggregator.post.Draft;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.post.PostIds;
import dev.catchwater.aggregator.post.PostKey;
import dev.catchwater.aggregator.post.SortTime;
import dev.catchwater.aggregator.store.Rows.KeyKind;
import dev.catchwater.postgres.sql.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One ingest, within its transaction. Locks are taken in the same order by everyone (authors, keys, links, each
 * sorted), and every statement may find that its work was done before.
 */
final class Ingest {

    private final SqlConnection tx;
    private final Source source;
    private final PostIds ids;
    private final Instant now;
    private final Map<PostKey, Draft> drafts = new TreeMap<>();
    private final Authors authors = new Authors();
    private final Map<PostKey, Place> places = new TreeMap<>();
    private final Set<Long> fresh = new HashSet<>();
    private final Set<Long> posted = new HashSet<>();
    private final Set<Long> edited = new HashSet<>();
    private final Set<Long> deleted = new HashSet<>();

    Ingest(SqlConnection tx, Source source, PostIds ids, Instant now) {
        this.tx = tx;
        this.source = source;
        this.ids = ids;
        this.now = now;
    }

    /** Applies what was seen, then what was removed. */
    Uni<Result> apply(List<Change> changes, Source.@Nullable Memory memory) {
        Map<PostKey, PostKey> removed = new TreeMap<>();
        for (Change change : changes) {
            switch (change) {
                case Change.Seen(Draft draft) -> drafts.merge(draft.key(), draft, Ingest::later);
                case Change.Removed(PostKey key) -> removed.put(key, key);
            }
        }
        return Db.run(tx, IngestSql.SOURCE, source.id()).flatMap(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(new Result(new Ingested(0, 0, 0), 0));
            }
            return sightings()
                    .flatMap(done -> new Removals(tx, source, now).apply(removed.keySet()))
                    .invoke(deleted::addAll)
                    .flatMap(done -> moveHead(memory))
                    .flatMap(done -> tell())
                    .flatMap(done -> Db.run(tx, IngestSql.OUR_XID))
                    .map(xid -> new Result(
                            new Ingested(posted.size(), edited.size(), deleted.size()),
                            xid.iterator().next().getLong("xid")));
        });
    }

    /** Of two reports in one batch the later counts, but a direct sighting is not hidden by a boost. */
    private static Draft later(Draft before, Draft after) {
        Draft.Boost boost = before.boost() == null ? null : after.boost();
        List<PostKey> aliases = Stream.concat(before.aliases().stream(), after.aliases().stream())
                .distinct()
                .toList();
        return new Draft(
                after.key(),
                aliases,
                after.reporter(),
                after.authoritative(),
                after.author(),
                after.publishedAt(),
                after.editedAt(),
                after.content(),
                boost);
    }

    private Uni<Void> sightings() {
        if (drafts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return authors.resolve(tx, drafts.values())
                .flatMap(done -> identities())
                .flatMap(done -> insertPosts())
                .flatMap(done -> editPosts())
                .flatMap(done -> names())
                .flatMap(done -> link());
    }

    private Uni<Void> identities() {
        Map<PostKey, Place> offered = new HashMap<>();
        drafts.values()
                .forEach(draft ->
                        offered.put(draft.key(), new Place(ids.next(), SortTime.of(draft.publishedAt(), now))));
        JsonArray rows = Rows.of(drafts.keySet(), key -> {
            Place place = Objects.requireNonNull(offered.get(key));
            return Rows.key(key, KeyKind.IDENTITY, place.id, place.sortAt);
        });
        return Db.run(tx, IngestSql.KEYS, rows)
                .flatMap(done -> Db.run(tx, IngestSql.KEYS_NOW, rows))
                .invoke(found -> found.forEach(row -> {
                    Place place = new Place(row.getLong("post_id"), Db.requireInstant(row, "sort_at"));
                    PostKey key = new PostKey(
                            Platform.of(row.getShort("platform")), row.getString("origin"), row.getString("ext_id"));
                    places.put(key, place);
                    Place mine = offered.get(key);
                    if (mine != null && mine.id == place.id) {
                        fresh.add(place.id);
                    }
                }))
                .invoke(found -> {
                    if (places.size() != drafts.size()) {
                        throw new KeyGone();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> insertPosts() {
        JsonArray rows = postRows(true);
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : Db.run(tx, IngestSql.POSTS, rows, Db.time(now)).replaceWithVoid();
    }

    private Uni<Void> editPosts() {
        JsonArray rows = postRows(false);
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : Db.run(tx, IngestSql.EDITS, rows, Db.time(now))
                        .invoke(found -> found.forEach(row -> edited.add(row.getLong("id"))))
                        .replaceWithVoid();
    }

    private JsonArray postRows(boolean wantFresh) {
        List<Draft> wanted = drafts.values().stream()
                .filter(draft -> fresh.contains(place(draft).id) == wantFresh)
                .toList();
        return Rows.of(wanted, draft -> {
            Place place = place(draft);
            return Rows.post(place.id, place.sortAt, draft, authors.id(draft.author()));
        });
    }

    private Uni<Void> names() {
        Map<PostKey, JsonObject> rows = new TreeMap<>();
        drafts.values().forEach(draft -> {
            Place place = place(draft);
            draft.aliases().forEach(key -> rows.put(key, Rows.key(key, KeyKind.ALIAS, place.id, place.sortAt)));
            if (draft.boost() != null) {
                PostKey key = draft.boost().key();
                rows.put(key, Rows.key(key, KeyKind.BOOST, place.id, place.sortAt));
            }
        });
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : Db.run(tx, IngestSql.KEYS, new JsonArray(new ArrayList<>(rows.values())))
                        .replaceWithVoid();
    }

    private Uni<Void> link() {
        Long[] all = places.values().stream().map(Place::id).toArray(Long[]::new);
        JsonArray rows = Rows.of(drafts.values(), draft -> {
            Place place = place(draft);
            return Rows.link(
                    place.id,
                    place.sortAt,
                    draft.boost() == null ? null : authors.id(draft.boost().by()));
        });
        return visible(all)
                .flatMap(before -> Db.run(tx, IngestSql.LINKS, rows, source.id())
                        .flatMap(done -> visible(all))
                        .invoke(after -> {
                            posted.addAll(after);
                            posted.removeAll(before);
                            edited.retainAll(before);
                        })
                        .replaceWithVoid());
    }

    private Uni<Set<Long>> visible(Long[] posts) {
        return Db.run(tx, IngestSql.VISIBLE, (Object) posts)
                .map(rows -> new HashSet<>(Db.list(rows, row -> row.getLong("id"))));
    }

    private Uni<?> moveHead(Source.@Nullable Memory memory) {
        String head = memory == null ? null : memory.head();
        Object[] move = {source.id(), head, source.memory().head()};
        return head == null ? Uni.createFrom().voidItem() : Db.run(tx, IngestSql.HEAD, move);
    }

    private Uni<Void> tell() {
        List<Short> types = new ArrayList<>();
        List<Long> posts = new ArrayList<>();
        edited.removeAll(deleted);
        posted.removeAll(deleted);
        note(EventType.POST, posted, types, posts);
        note(EventType.EDIT, edited, types, posts);
        note(EventType.DELETE, deleted, types, posts);
        return types.isEmpty()
                ? Uni.createFrom().voidItem()
                : Db.run(tx, IngestSql.EVENTS, types.toArray(Short[]::new), posts.toArray(Long[]::new))
                        .flatMap(done -> Db.run(tx, EventType.NOTIFY))
                        .replaceWithVoid();
    }

    private static void note(short type, Collection<Long> which, List<Short> types, List<Long> posts) {
        which.stream().sorted().forEach(post -> {
            types.add(type);
            posts.add(post);
        });
    }

    private Place place(Draft draft) {
        Place place = places.get(draft.key());
        if (place == null) {
            throw new KeyGone();
        }
        return place;
    }

    /** What was done, and by which transaction. */
    record Result(Ingested counts, long xid) {}

    /** A key vanished between two statements, since its source was being cleared away: the batch is tried again. */
    static final class KeyGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Place(long id, Instant sortAt) {}
}
