package dev.catchwater.aggregator.store;

import dev.catchwater.aggregator.post.Author;
import dev.catchwater.aggregator.post.Draft;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.postgres.sql.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The authors of one ingest: stored as they describe themselves now, and their row ids. */
final class Authors {

    private final Map<Key, Long> ids = new HashMap<>();

    Uni<Void> resolve(SqlConnection tx, Collection<Draft> drafts) {
        Map<Key, Author> all = new TreeMap<>();
        drafts.forEach(draft -> {
            if (draft.author() != null) {
                all.put(Key.of(draft.author()), draft.author());
            }
            if (draft.boost() != null) {
                all.put(Key.of(draft.boost().by()), draft.boost().by());
            }
        });
        JsonArray rows = Rows.of(all.values(), Rows::author);
        // Two statements: the second sees whom others have added while the first was waiting for them.
        return Db.run(tx, IngestSql.AUTHORS, rows)
                .flatMap(done -> Db.run(tx, IngestSql.AUTHOR_IDS, rows))
                .invoke(found -> found.forEach(row -> ids.put(Key.of(row), row.getLong("id"))))
                .replaceWithVoid();
    }

    @Nullable
    Long id(@Nullable Author author) {
        return author == null ? null : ids.get(Key.of(author));
    }

    private record Key(Platform platform, String host, String externalId) implements Comparable<Key> {

        static Key of(Author author) {
            return new Key(author.platform(), author.host(), author.externalId());
        }

        static Key of(Row row) {
            return new Key(Platform.of(row.getShort("platform")), row.getString("host"), row.getString("external_id"));
        }

        @Override
        public int compareTo(Key other) {
            int byPlatform = platform.compareTo(other.platform);
            int byHost = byPlatform != 0 ? byPlatform : host.compareTo(other.host);
            return byHost != 0 ? byHost : externalId.compareTo(other.externalId);
        }
    }
}
