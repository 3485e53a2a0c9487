package dev.catchwater.weather.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.weather.WaitBook;
import dev.catchwater.weather.report.Provider;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Ordered waits, a row a provider. */
@ApplicationScoped
class Waits implements WaitBook {

    private static final String LOAD = "select provider, until from provider_wait";
    private static final String SAVE = """
        insert into provider_wait (provider, until) values ($1, $2)
        on conflict (provider) do update set until = greatest(provider_wait.until, excluded.until)\
        """;

    private final Pool pool;

    Waits(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Map<Provider, Instant>> load() {
        return Db.run(pool, LOAD).map(rows -> {
            Map<Provider, Instant> waits = new EnumMap<>(Provider.class);
            for (Row row : rows) {
                Provider.named(row.getString("provider"))
                        .ifPresent(provider -> waits.put(
                                provider, row.getOffsetDateTime("until").toInstant()));
            }
            return waits;
        });
    }

    @Override
    public Uni<Void> save(Map<Provider, Instant> ordered) {
        // In one order: replicas that write the same would else wait for each other.
        List<Tuple> rows = new EnumMap<>(ordered)
                .entrySet().stream()
                        .map(wait ->
                                Tuple.of(wait.getKey().label(), wait.getValue().atOffset(ZoneOffset.UTC)))
                        .toList();
        return Db.transaction(
                pool,
                connection -> connection.preparedQuery(SAVE).executeBatch(rows).replaceWithVoid());
    }
}
