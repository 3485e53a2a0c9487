package dev.catchwater.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The statements that db-scheduler does not have. */
final class Table {
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_FAILURE = 1000;
    private static final Period KEPT = Period.ofDays(90);
    private static final String WAITING = " where task_name = ? and task_instance = ? and not picked";
    private static final String OF_A_RUN = " where task_name = ? and task_instance = ? and version = ?";

    private final DataSource connections;
    private final String jobs;
    private final String dead;
    private final Payloads payloads;

    Table(DataSource connections, String schema, Payloads payloads) {
        this.connections = connections;
        this.jobs = schema + ".jobs";
        this.dead = schema + ".dead_jobs";
        this.payloads = payloads;
    }

    <T> Insertion insertion(JobKind<T> kind, String id, T payload, Instant at) {
        if (id.isEmpty() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "A job's id has from 1 to " + LONGEST_ID + " characters, none of them NUL.");
        }
        return new Insertion(
                "insert into " + jobs + " (task_name, task_instance, task_data, execution_time, picked, version)"
                        + " values ($1, $2, convert_to($3, 'UTF8'), $4, false, 1)"
                        + " on conflict (task_name, task_instance) do nothing",
                List.of(kind.name(), id, payloads.write(payload), at.atOffset(ZoneOffset.UTC)));
    }

    /** One look at the database, so that a start without one says what is missing. */
    void reach() throws SQLException {
        select("select 1 from " + jobs + " limit 1", row -> 1);
        select("select 1 from " + dead + " limit 1", row -> 1);
    }

    boolean insert(Insertion insertion) throws SQLException {
        return update(
                        insertion.sql().replaceAll("\\$\\d", "?"),
                        insertion.values().toArray())
                > 0;
    }

    /** In one statement, since a job may be picked or planned anew between a look at it and the change. */
    boolean move(JobKind<?> kind, String id, Instant at) throws SQLException {
        return update(
                        "update " + jobs + " set execution_time = ?, version = version + 1" + WAITING,
                        at.atOffset(ZoneOffset.UTC),
                        kind.name(),
                        id)
                > 0;
    }

    boolean cancel(JobKind<?> kind, String id) throws SQLException {
        return update("delete from " + jobs + WAITING, kind.name(), id) > 0;
    }

    /**
     * Moves a job to the dead, and drops those that died too long ago.
     *
     * @return false if it is no longer the row that was run, since another process has taken it over
     */
    boolean bury(Execution run, int attempts, Throwable failure, Instant now) throws SQLException {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        update("delete from " + dead + " where died_at < ?", at.minus(KEPT));
        String said = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return update(
                        "with gone as (delete from " + jobs + OF_A_RUN
                                + " returning task_name, task_instance, task_data)"
                                + " insert into " + dead + " (kind, id, payload, attempts, failure, died_at)"
                                + " select task_name, task_instance, task_data, ?, ?, ? from gone"
                                + " on conflict (kind, id) do update set payload = excluded.payload,"
                                + " attempts = excluded.attempts, failure = excluded.failure,"
                                + " died_at = excluded.died_at",
                        run.getTaskName(),
                        run.getId(),
                        run.version,
                        attempts,
                        said.substring(0, Math.min(said.length(), LONGEST_FAILURE))
                                .replace('\0', ' '),
                        at)
                > 0;
    }

    /** Gives a job that was not done to whoever looks next, as if it had not been begun. */
    void handBack(Execution run) throws SQLException {
        update(
                "update " + jobs + " set picked = false, picked_by = null, last_heartbeat = null,"
                        + " version = version + 1" + OF_A_RUN,
                run.getTaskName(),
                run.getId(),
                run.version);
    }

    boolean revive(JobKind<?> kind, String id, Instant now) throws SQLException {
        return update(
                        "with back as (insert into " + jobs
                                + " (task_name, task_instance, task_data, execution_time, picked, version)"
                                + " select kind, id, payload, ?, false, 1 from " + dead + " where kind = ? and id = ?"
                                + " on conflict (task_name, task_instance) do nothing"
                                + " returning task_name, task_instance)"
                                + " delete from " + dead + " using back where kind = task_name and id = task_instance",
                        now.atOffset(ZoneOffset.UTC),
                        kind.name(),
                        id)
                > 0;
    }

    List<Backlog> backlog() throws SQLException {
        return select(
                "select task_name, count(*) filter (where not picked), count(*) filter (where picked),"
                        + " count(*) filter (where not picked and coalesce(consecutive_failures, 0) > 0),"
                        + " min(execution_time) filter (where not picked and execution_time <= now())"
                        + " from " + jobs + " group by task_name order by task_name",
                row -> new Backlog(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        Optional.ofNullable(row.getObject(5, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)));
    }

    List<DeadJob> dead(int most) throws SQLException {
        return select(
                "select kind, id, attempts, failure, died_at from " + dead + " order by died_at desc, kind, id limit ?",
                row -> new DeadJob(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant()),
                most);
    }

    private interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    private <R> List<R> select(String sql, Row<R> reader, Object... values) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<R> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    private int update(String sql, Object... values) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
