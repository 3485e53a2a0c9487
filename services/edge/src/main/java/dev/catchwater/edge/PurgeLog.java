package dev.catchwater.edge;

import dev.catchwater.edge.purge.Purged;
import io.smallrye.mutiny.Uni;

/** Where purges are written down before they are acknowledged. Appends are done in the order in which they were asked for. */
public interface PurgeLog {
    /**
     * Writes a purge down so that it outlives the machine's power.
     *
     * @param purged later than all that were written before
     * @return done once it is safe; its failure says that it may or may not be there after a restart
     */
    Uni<Void> append(Purged purged);
}
