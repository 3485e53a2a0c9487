package dev.catchwater.prices.setup;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.prices.Addresses;
import dev.catchwater.prices.PageBook.Added;
import dev.catchwater.prices.flow.Tracking;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Watches the pages that the configuration names, from the first start on. */
@ApplicationScoped
class Seeding {

    private static final Logger LOG = Logger.getLogger(Seeding.class);

    private final Tracking tracking;
    private final Addresses addresses;
    private final List<SeedPage> seeds;

    Seeding(Tracking tracking, Addresses addresses, PricesConfig config) {
        this.tracking = tracking;
        this.addresses = addresses;
        this.seeds = config.seedPages().orElse(List.of());
    }

    // After all else has started: what is added wants to be looked at.
    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        Multi.createFrom()
                .iterable(seeds)
                .onItem()
                .transformToUniAndConcatenate(this::plant)
                .subscribe()
                .with(added -> {}, thrown -> LOG.error("not all pages of the configuration could be added", thrown));
    }

    private Uni<Added> plant(SeedPage seed) {
        return Uni.createFrom()
                .deferred(() -> tracking.add(
                        addresses
                                .canonical(seed.url())
                                .orElseThrow(() -> new IllegalArgumentException("no address: " + seed.url())),
                        seed.kind(),
                        null,
                        seed.shop(),
                        seed.shopUrl()))
                .onFailure(StoreAway.class)
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely();
    }
}
