package dev.catchwater.weather;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.alert.Remembered;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Warnings over restarts, so that what people were told of is no news again. Fails with {@link StoreAway}. */
public interface WarningBook {

    /** All that is remembered. */
    Uni<List<Remembered>> load();

    /**
     * Remembers this, all of it or nothing.
     *
     * @param changed by identity; empty for what is to be forgotten
     * @param now what must be known no longer than this is forgotten as well
     */
    Uni<Void> save(Map<String, Optional<Remembered>> changed, Instant now);
}
