package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.quarkus.SettingsCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often caches answered, for the page in the Dev UI; only there in dev mode, and counts nothing without a cache. */
@Singleton
final class CacheTallies implements SettingsCustomizer {
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

    @Override
    public Settings customize(String client, Settings settings) {
        if (settings.cache().isEmpty()) {
            return settings;
        }
        Tally tally = tallies.computeIfAbsent(client, name -> new Tally());
        return settings.withListener(tally::on);
    }

    /** The share of calls that the cache answered without asking the origin; empty before the first one has ended. */
    Optional<Double> hitRatio(String client) {
        return Optional.ofNullable(tallies.get(client)).flatMap(Tally::ratio);
    }

    private static final class Tally {
        private final LongAdder hits = new LongAdder();
        private final LongAdder ends = new LongAdder();

        void on(CallEvent event) {
            if (event instanceof CallEvent.Cached cached && !cached.how().equals("validated")) {
                hits.increment();
            } else if (event instanceof CallEvent.Ended) {
                ends.increment();
            }
        }

        Optional<Double> ratio() {
            long calls = ends.sum();
            return calls == 0 ? Optional.empty() : Optional.of(Math.min(1, (double) hits.sum() / calls));
        }
    }
}
