package dev.catchwater.weather.setup;

import dev.catchwater.weather.flow.Rounds;
import dev.catchwater.weather.live.Broadcast;
import dev.catchwater.weather.place.Place;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
        Seeding.add(
                        seeds,
                        rounds::add,
                        (place, why) ->
                                LOG.errorf("the place %s of the configuration is not added: %s", place.id(), why))
                .subscribe()
                .with(added -> {}, thrown -> LOG.error("not all places of the configuration could be added", thrown));
    }

    void stop(@Observes ShutdownEvent event) {
        // What was learned since the last note is lost if the database is away now.
        rounds.stop().onFailure().recoverWithNull().await().atMost(GOODBYE);
        broadcast.stop();
    }
}
