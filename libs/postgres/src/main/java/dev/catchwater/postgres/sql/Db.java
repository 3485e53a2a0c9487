package dev.catchwater.postgres.sql;

import dev.catchwater.postgres.StoreAway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reactive SQL client, as our stores use it: statements and transactions that fail with {@link StoreAway} while the database is away. */
public final class Db {

    /** More than one other is rarely waited for. */
    private static final int ATTEMPTS = 3;

    /** A server that follows another one, or is not to be written to for a while. */
    private static final String READ_ONLY = "25006";

    private Db() {}

    /** Runs a prepared statement; fails with {@link StoreAway} if it is worth trying again later. */
    public static Uni<RowSet<Row>> run(SqlClient client, String sql, @Nullable Object... parameters) {
        return run(client, sql, Tuple.wrap(parameters));
    }

    /** Runs a prepared statement; fails with {@link StoreAway} if it is worth trying again later. */
    public static Uni<RowSet<Row>> run(SqlClient client, String sql, Tuple parameters) {
        return awaiting(client.preparedQuery(sql).execute(parameters));
    }

    /**
     * Runs a transaction, whose failures say whether it is worth trying again later. One that the server ended because it and
     * another waited for each other is tried again at once: nothing of it has happened.
     *
     * @param work is asked again for each attempt, and does nothing but statements
     */
    public static <T> Uni<T> transaction(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return awaiting(Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .onFailure(Db::isRolledBack)
                .retry()
                .atMost(ATTEMPTS));
    }

    /** Deadlocks and conflicts of serialization (40). */
    private static boolean isRolledBack(Throwable thrown) {
        return thrown instanceof PgException failure
                && String.valueOf(failure.getSqlState()).startsWith("40");
    }

    /** Failures that mean that the database cannot be reached become {@link StoreAway}. */
    public static <T> Uni<T> awaiting(Uni<T> work) {
        return work.onFailure(Db::isAway).transform(StoreAway::new);
    }

    /** Connections that break or are refused, a server that is starting, stopping or full (08, 57, 53), and a standby. */
    private static boolean isAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException failure) {
                String state = String.valueOf(failure.getSqlState());
                return state.startsWith("57")
                        || state.startsWith("53")
                        || state.startsWith("08")
                        || state.equals(READ_ONLY);
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

    /** Rows as a list. */
    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> as) {
        List<T> result = new ArrayList<>(rows.size());
        for (Row row : rows) {
            result.add(as.apply(row));
        }
        return result;
    }

    /** {@code timestamptz} as the client wants it. */
    public static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** {@code timestamptz} as we want it. */
    public static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** A {@code timestamptz not null}. */
    public static Instant requireInstant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
