package dev.catchwater.prices.setup;

import dev.catchwater.live.log.Broadcast;
import dev.catchwater.prices.event.Event;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the river from its mouth up, and stops it from its source down. */
@ApplicationScoped
class Lifecycle {

    private final Broadcast<Event> broadcast;
    private final Scheduling scheduling;

    Lifecycle(Broadcast<Event> broadcast, Scheduling scheduling) {
        this.broadcast = broadcast;
        this.scheduling = scheduling;
    }

    void start(@Observes StartupEvent event) {
        broadcast.start();
        scheduling.start();
    }

    void stop(@Observes ShutdownEvent event) {
        scheduling.stop();
        broadcast.stop();
    }
}
