package dev.catchwater.edge.store;

import dev.catchwater.edge.ShelfView;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** How the disk does: what went wrong is told once, and once that it goes again. Thread-safe. */
final class DiskState {
    private static final Logger LOG = Logger.getLogger(DiskState.class);

    private final LongAdder dropped = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile String trouble = "";

    /** The disk could not keep up. */
    void dropped() {
        dropped.increment();
    }

    void failed(IOException why) {
        failures.increment();
        if (trouble.isEmpty()) {
            LOG.warnf("The store's disk fails, and the node goes on from memory: %s", why);
        }
        trouble = why.toString();
    }

    void works() {
        if (!trouble.isEmpty()) {
            LOG.info("The store's disk works again");
            trouble = "";
        }
    }

    ShelfView.Trouble view() {
        return new ShelfView.Trouble(trouble, failures.sum(), dropped.sum());
    }
}
