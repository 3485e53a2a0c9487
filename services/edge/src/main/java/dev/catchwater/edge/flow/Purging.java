package dev.catchwater.edge.flow;

import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Purges: each is written down, then in force, then acknowledged. */
public interface Purging {
    /**
     * Purges. A request that is sent after the acknowledgement of a hard purge never gets a body whose fetch began before
     * it, one that is sent after that of a soft purge only once its origin has confirmed the body since.
     *
     * @param key of the request; who asks again under the same one purges once and is told of the first time. 1 to 256
     *     characters
     * @param actor who asks, by name
     * @return fails with {@link KeyReused} if the key stood for something else, and with what the log failed with
     */
    Uni<Purged> purge(Purge what, Purge.Mode mode, String key, String actor);

    /** The newest first. */
    List<Purged> recent(int most);

    /** A key that stands for another purge already. */
    final class KeyReused extends RuntimeException {
        KeyReused() {
            super("this key stands for another purge");
        }
    }
}
