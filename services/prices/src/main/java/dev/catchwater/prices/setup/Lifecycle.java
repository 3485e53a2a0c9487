package dev.catchwater.prices.setup;

import dev.catchwater.prices.live.Broadcast;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the river from its mouth up, and stops it from its source down. */
@ApplicationScoped
class Lifecycle {

    private final Broadcast broadcast;
    private final Scheduling scheduling;

    Lifecycle(Broadcast broadcast, Scheduling scheduling) {
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
