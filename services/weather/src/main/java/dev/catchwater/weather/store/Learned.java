package dev.catchwater.weather.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.forecast.Outlook;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.SiteKey;
import dev.catchwater.weather.report.Quantity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was learned, a row for each place, quantity, lead and time of day; and a row for each outlook that waits. */
@ApplicationScoped
class Learned implements ForecastBook {

    private static final String SAVE = """
        insert into forecast_site (place, quantity, band, slot, state) values ($1, $2, $3, $4, $5)
        on conflict (place, quantity, band, slot) do update set state = excluded.state, saved_at = now()\
        """;
    private static final String OPEN = """
        insert into forecast_open (place, issued, known, valid, forecasts) values ($1, $2, $3, $4, $5)
        on conflict (place, issued, known) do nothing\
        """;
    private static final String CLOSE = "delete from forecast_open where place = $1 and issued = $2 and known = $3";

    /** What nobody told of within a day is told of by nobody. */
    private static final String FORGET = "delete from forecast_open where known < now() - interval '1 day'";

    private static final String WAITING = """
        select place, issued, known, valid, forecasts from forecast_open where known > now() - interval '1 day'
        order by issued desc limit 200000\
        """;

    private final Pool pool;

    Learned(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Remembered> load() {
        return Db.run(pool, "select place, quantity, band, slot, state from forecast_site")
                .map(rows -> {
                    Map<SiteKey, Site> sites = new HashMap<>();
                    ReadableRows.of(rows, "forecast_site", Learned::site)
                            .forEach(site -> sites.put(site.getKey(), site.getValue()));
                    return sites;
                })
                .flatMap(sites -> Db.run(pool, WAITING)
                        .map(rows -> new Remembered(sites, ReadableRows.of(rows, "forecast_open", Learned::outlook))));
    }

    private static Map.Entry<SiteKey, Site> site(Row row) {
        SiteKey key = new SiteKey(
                row.getString("place"),
                Quantity.valueOf(row.getString("quantity")),
                row.getShort("band"),
                row.getShort("slot"));
        return Map.entry(key, SiteJson.read(row.getJsonObject("state")));
    }

    private static Outlook outlook(Row row) {
        return new Outlook(
                row.getString("place"),
                row.getOffsetDateTime("issued").toInstant(),
                row.getOffsetDateTime("valid").toInstant(),
                row.getOffsetDateTime("known").toInstant(),
                IssuedJson.read(row.getString("place"), row.getJsonObject("forecasts")));
    }

    @Override
    public Uni<Void> save(Progress progress) {
        List<Tuple> sites = progress.sites().entrySet().stream()
                .map(entry -> tuple(
                        entry.getKey().place(),
                        entry.getKey().quantity().name(),
                        (short) entry.getKey().band(),
                        (short) entry.getKey().slot(),
                        SiteJson.write(entry.getValue())))
                .toList();
        List<Tuple> opened = progress.opened().stream()
                .map(one -> tuple(
                        one.place(),
                        at(one.issued()),
                        at(one.known()),
                        at(one.valid()),
                        IssuedJson.write(one.forecasts())))
                .toList();
        List<Tuple> closed = progress.closed().stream()
                .map(id -> tuple(id.place(), at(id.issued()), at(id.known())))
                .toList();
        return Db.transaction(
                pool,
                connection -> batch(connection, SAVE, sites)
                        .chain(() -> batch(connection, OPEN, opened))
                        .chain(() -> batch(connection, CLOSE, closed))
                        .chain(() -> connection.query(FORGET).execute())
                        .replaceWithVoid());
    }

    private static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    private static Object at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Tuple tuple(Object... values) {
        return Tuple.wrap(values);
    }
}
