package dev.catchwater.jobs;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the service's listener; what goes wrong there is logged, and stops no job. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Consumer<JobEvent> listener;

    Listener(Consumer<JobEvent> listener) {
        this.listener = listener;
    }

    void tell(JobEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException broken) {
            LOG.warn("The listener failed at {} {}.", event.kind(), event.id(), broken);
        }
    }
}
