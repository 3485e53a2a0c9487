package dev.catchwater.weather;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.report.Provider;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;

/** Waits that providers have ordered, over restarts: they mean us, and not one of our processes. Fails with {@link StoreAway}. */
public interface WaitBook {

    /** Until when each wants to be left alone; some of these moments may be over. */
    Uni<Map<Provider, Instant>> load();

    /** Remembers these; a longer wait that is there stays. */
    Uni<Void> save(Map<Provider, Instant> ordered);
}
