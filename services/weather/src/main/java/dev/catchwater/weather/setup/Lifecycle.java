package dev.catchwater.weather.setup;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.flow.Rounds;
import dev.catchwater.weather.live.Broadcast;
import dev.catchwater.weather.place.Place;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Starts the river and stops it from its source down. */
@ApplicationScoped
class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Rounds rounds;
    private final Broadcast broadcast;
    private final List<Place> seeds;

    Lifecycle(Rounds rounds, Broadcast broadcast, WeatherConfig config) {
        this.rounds = rounds;
        this.broadcast = broadcast;
        this.seeds = config.seedPlaces().orElse(List.of()).stream()
                .map(SeedPlace::place)
                .toList();
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
        Multi.createFrom()
                .iterable(seeds)
                .onItem()
                .transformToUniAndConcatenate(place -> rounds.add(place)
                        .onFailure(StoreAway.class)
                        .retry()
                        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                        .indefinitely())
                .subscribe()
                .with(added -> {}, thrown -> LOG.error("not all places of the configuration could be added", thrown));
    }

    void stop(@Observes ShutdownEvent event) {
        // What was learned since the last note is lost if the database is away now.
        rounds.stop().onFailure().recoverWithNull().await().atMost(GOODBYE);
        broadcast.stop();
    }
}
