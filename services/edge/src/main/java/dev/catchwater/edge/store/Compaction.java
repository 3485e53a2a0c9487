package dev.catchwater.edge.store;

import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of many purges still count: the last of each thing and mode, and the last of all for their keys. */
final class Compaction {
    /** Kept in any case, so that who asks again after a restart is known. */
    static final int LAST = 1_024;

    private Compaction() {}

    private record Slot(Purge purge, Purge.Mode mode) {}

    /**
     * The purges that have the same effect as all of these.
     *
     * @param all in the order of their sequences
     */
    static List<Purged> of(List<Purged> all) {
        Set<Slot> seen = new HashSet<>();
        List<Purged> needed = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            Purged purged = all.get(i);
            boolean last = i >= all.size() - LAST;
            boolean counts = !isCovered(purged, seen) && seen.add(new Slot(purged.purge(), purged.mode()));
            if (counts && seen.size() > Epochs.MAX) {
                // What is older is covered by it; as in the epochs, too much rather than too little.
                needed.add(everything(purged));
                break;
            }
            if (last || counts) {
                needed.add(purged);
            }
        }
        return needed.reversed();
    }

    private static boolean isCovered(Purged purged, Set<Slot> later) {
        return later.contains(new Slot(new Purge.All(), Purge.Mode.HARD))
                || (purged.mode() == Purge.Mode.SOFT && later.contains(new Slot(new Purge.All(), Purge.Mode.SOFT)));
    }

    private static Purged everything(Purged eldest) {
        return new Purged(
                eldest.sequence(), eldest.at(), new Purge.All(), Purge.Mode.HARD, eldest.key(), eldest.actor());
    }
}
