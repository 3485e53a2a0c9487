package dev.catchwater.weather;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.SiteKey;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** What was learned about forecasters, over restarts. Fails with {@link StoreAway}. */
public interface ForecastBook {

    /** All that is remembered. */
    Uni<Map<SiteKey, Site>> load();

    /** Remembers these, in place of what was remembered of them before. */
    Uni<Void> save(Map<SiteKey, Site> sites);
}
