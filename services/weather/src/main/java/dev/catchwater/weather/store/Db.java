package dev.catchwater.weather.store;

import dev.catchwater.weather.StoreAway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reactive SQL client, as we use it. */
final class Db {

    private Db() {}

    /** Runs a prepared statement; fails with {@link StoreAway} if it is worth trying again later. */
    static Uni<RowSet<Row>> run(SqlClient client, String sql, @Nullable Object... parameters) {
        return awaiting(client.preparedQuery(sql).execute(Tuple.wrap(parameters)));
    }

    /** Failures that mean that the database cannot be reached become {@link StoreAway}. */
    static <T> Uni<T> awaiting(Uni<T> work) {
        return work.onFailure(Db::isAway).transform(StoreAway::new);
    }

    /** Connections that break or are refused, and a server that is starting, stopping or full (08, 57, 53). */
    private static boolean isAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException failure) {
                String state = String.valueOf(failure.getSqlState());
                return state.startsWith("57") || state.startsWith("53") || state.startsWith("08");
            }
            if (cause instanceof IOException
                    || cause instanceof ClosedConnectionException
                    || cause instanceof NoStackTraceThrowable
                    || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    static <T> List<T> list(RowSet<Row> rows, Function<Row, T> as) {
        List<T> result = new ArrayList<>(rows.size());
        for (Row row : rows) {
            result.add(as.apply(row));
        }
        return result;
    }
}
