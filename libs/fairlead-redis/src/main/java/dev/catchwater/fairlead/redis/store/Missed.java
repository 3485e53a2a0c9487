package dev.catchwater.fairlead.redis.store;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Marks that did not reach Redis, a bounded number of them: they are set before the next look into the store. Marks hold a
 * time and only go forward, so that setting one late or twice does no harm.
 */
final class Missed {
    private final int most;
    private final Map<String, Uni<Void>> marks = new LinkedHashMap<>();

    Missed(int most) {
        this.most = most;
    }

    /** Sets a mark, lazily; if that fails, which the caller hears of, it is tried again later. */
    Uni<Void> set(String name, Uni<Void> mark) {
        return mark.onFailure().invoke(thrown -> add(name, mark));
    }

    private synchronized void add(String name, Uni<Void> mark) {
        marks.remove(name);
        marks.put(name, mark);
        if (marks.size() > most) {
            marks.remove(marks.keySet().iterator().next());
        }
    }

    /** Tries all that were missed, one after the other, until one fails again. Never fails. */
    Uni<Void> catchUp() {
        Map<String, Uni<Void>> all;
        synchronized (this) {
            if (marks.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            all = new LinkedHashMap<>(marks);
        }
        Uni<Void> inTurn = Uni.createFrom().voidItem();
        for (Map.Entry<String, Uni<Void>> mark : all.entrySet()) {
            inTurn = inTurn.chain(mark::getValue).invoke(() -> forget(mark.getKey(), mark.getValue()));
        }
        return inTurn.onFailure().recoverWithItem((Void) null);
    }

    private synchronized void forget(String name, Uni<Void> mark) {
        marks.remove(name, mark);
    }
}
