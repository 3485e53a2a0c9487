package dev.catchwater.weather.flow;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.WaitBook;
import dev.catchwater.weather.report.Provider;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Waits in memory, over what the test calls a restart. */
final class KeptWaits implements WaitBook {
    final Map<Provider, Instant> kept = new EnumMap<>(Provider.class);
    boolean away;

    @Override
    public Uni<Map<Provider, Instant>> load() {
        return Uni.createFrom().item(() -> Map.copyOf(kept));
    }

    @Override
    public Uni<Void> save(Map<Provider, Instant> ordered) {
        if (away) {
            return Uni.createFrom().failure(new StoreAway(new IllegalStateException("gone")));
        }
        kept.putAll(ordered);
        return Uni.createFrom().voidItem();
    }
}
