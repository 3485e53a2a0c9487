package dev.catchwater.weather.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.catchwater.postgres.sql.Db;
import dev.catchwater.weather.WarningBook;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Remembered;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages of warnings, a row each; their JSON is that of our own records, by their components. */
@ApplicationScoped
class WarningMessages implements WarningBook {

    private static final String LOAD =
            "select identity, keep, replaced, event, former, message from warning_message order by keep desc limit 20000";
    private static final String SAVE = """
        insert into warning_message (identity, keep, replaced, event, former, message) values ($1, $2, $3, $4, $5, $6)
        on conflict (identity) do update set keep = excluded.keep, replaced = excluded.replaced, event = excluded.event,
          former = excluded.former, message = excluded.message\
        """;
    private static final String FORGET = "delete from warning_message where identity = $1";
    private static final String PAST = "delete from warning_message where keep < $1";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Pool pool;

    WarningMessages(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Remembered>> load() {
        return Db.run(pool, LOAD).map(rows -> ReadableRows.of(rows, "warning_message", WarningMessages::remembered));
    }

    private static Remembered remembered(Row row) {
        return new Remembered(
                row.getString("identity"),
                row.getOffsetDateTime("keep").toInstant(),
                row.getBoolean("replaced"),
                row.getString("event"),
                row.getString("former"),
                read(row.getJsonObject("message")));
    }

    @Override
    public Uni<Void> save(Map<String, Optional<Remembered>> changed, Instant now) {
        List<Tuple> saved = new ArrayList<>();
        List<Tuple> forgotten = new ArrayList<>();
        // In one order: replicas that write the same would else wait for each other.
        new TreeMap<>(changed)
                .forEach((identity, remembered) -> remembered.ifPresentOrElse(
                        one -> saved.add(Tuple.wrap(new @Nullable Object[] {
                            identity,
                            one.keep().atOffset(ZoneOffset.UTC),
                            one.replaced(),
                            one.event(),
                            one.former(),
                            write(one.message())
                        })),
                        () -> forgotten.add(Tuple.of(identity))));
        return Db.transaction(
                pool,
                connection -> batch(connection, SAVE, saved)
                        .chain(() -> batch(connection, FORGET, forgotten))
                        .chain(() -> connection.preparedQuery(PAST).execute(Tuple.of(now.atOffset(ZoneOffset.UTC))))
                        .replaceWithVoid());
    }

    private static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    static @Nullable JsonObject write(@Nullable Message message) {
        try {
            return message == null ? null : new JsonObject(JSON.writeValueAsString(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of ours does not become JSON", e);
        }
    }

    static @Nullable Message read(@Nullable JsonObject json) {
        try {
            return json == null ? null : JSON.readValue(json.encode(), Message.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message that we wrote cannot be read", e);
        }
    }
}
