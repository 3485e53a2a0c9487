package dev.catchwater.weather.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.SiteKey;
import dev.catchwater.weather.report.Quantity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was learned, a row for each place, quantity, lead and time of day. */
@ApplicationScoped
class Learned implements ForecastBook {

    private static final String SAVE = """
        insert into forecast_site (place, quantity, band, slot, state) values ($1, $2, $3, $4, $5)
        on conflict (place, quantity, band, slot) do update set state = excluded.state, saved_at = now()\
        """;

    private final Pool pool;

    Learned(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Map<SiteKey, Site>> load() {
        return Db.run(pool, "select place, quantity, band, slot, state from forecast_site")
                .map(rows -> {
                    Map<SiteKey, Site> sites = new HashMap<>();
                    rows.forEach(row -> sites.put(
                            new SiteKey(
                                    row.getString("place"),
                                    Quantity.valueOf(row.getString("quantity")),
                                    row.getShort("band"),
                                    row.getShort("slot")),
                            SiteJson.read(row.getJsonObject("state"))));
                    return sites;
                });
    }

    @Override
    public Uni<Void> save(Map<SiteKey, Site> sites) {
        List<Tuple> rows = sites.entrySet().stream()
                .map(entry -> Tuple.wrap(new Object[] {
                    entry.getKey().place(),
                    entry.getKey().quantity().name(),
                    (short) entry.getKey().band(),
                    (short) entry.getKey().slot(),
                    SiteJson.write(entry.getValue())
                }))
                .toList();
        return Db.awaiting(pool.preparedQuery(SAVE).executeBatch(rows)).replaceWithVoid();
    }
}
