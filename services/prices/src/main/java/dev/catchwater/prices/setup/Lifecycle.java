package dev.catchwater.prices.setup;

import dev.catchwater.live.log.Broadcast;
import dev.catchwater.prices.event.Event;
import dev.catchwater.prices.flow.Crew;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Starts the river from its mouth up, and stops it from its source down. */
@ApplicationScoped
class Lifecycle {

    /** Looks that take longer are given up, and their turns lapse. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Broadcast<Event> broadcast;
    private final Scheduling scheduling;
    private final Crew crew;

    Lifecycle(Broadcast<Event> broadcast, Scheduling scheduling, Crew crew) {
        this.broadcast = broadcast;
        this.scheduling = scheduling;
        this.crew = crew;
    }

    void start(@Observes StartupEvent event) {
        broadcast.start();
        scheduling.start();
        crew.start();
    }

    void stop(@Observes ShutdownEvent event) {
        crew.stop().ifNoItem().after(DRAIN).recoverWithItem(() -> null).await().indefinitely();
        scheduling.stop();
        broadcast.stop();
    }
}
