package dev.catchwater.aggregator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reactive SQL client, as we use it. */
final class Db {

    private Db() {}

    /** Runs a prepared statement. */
    static Uni<RowSet<Row>> run(SqlClient client, String sql, @Nullable Object... parameters) {
        return client.preparedQuery(sql).execute(Tuple.wrap(parameters));
    }

    /** Rows as a list. */
    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> as) {
        List<T> result = new ArrayList<>(rows.size());
        for (Row row : rows) {
            result.add(as.apply(row));
        }
        return result;
    }

    /** {@code timestamptz} as the client wants it. */
    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** {@code timestamptz} as we want it. */
    static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** A {@code timestamptz not null}. */
    static Instant requireInstant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /** A jsonb array of texts. */
    static List<String> texts(JsonArray array) {
        return array.stream().map(String::valueOf).toList();
    }
}
