package dev.catchwater.fairlead.redis.store;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Marks that did not reach Redis, a bounded number of them: they are set before the next look into the store. Marks hold a
 * time and only go forward, so that setting one late or twice does no harm. Where there are too many, one that covers
 * everything takes the place of them all: better too much is covered than too little.
 */
final class Missed {
    private static final String EVERYTHING = "";

    private final int most;
    private final Function<Instant, Uni<Void>> everything;
    private final Map<String, Uni<Void>> marks = new LinkedHashMap<>();
    private Instant latest = Instant.MIN;

    /**
     * None yet.
     *
     * @param everything gives the mark that covers all that was requested up to a time
     */
    Missed(int most, Function<Instant, Uni<Void>> everything) {
        this.most = most;
        this.everything = everything;
    }

    /**
     * Sets a mark, lazily; if that fails, which the caller hears of, or is given up, it is tried again later.
     *
     * @param upTo what it covers
     */
    Uni<Void> set(String name, Instant upTo, Uni<Void> mark) {
        return mark.onFailure()
                .invoke(thrown -> add(name, upTo, mark))
                .onCancellation()
                .invoke(() -> add(name, upTo, mark));
    }

    private synchronized void add(String name, Instant upTo, Uni<Void> mark) {
        latest = upTo.isAfter(latest) ? upTo : latest;
        marks.remove(name);
        marks.put(name, mark);
        if (marks.size() > most) {
            marks.clear();
            marks.put(EVERYTHING, everything.apply(latest));
        }
    }

    /**
     * Tries all that were missed, one after the other, until one fails again. Never fails.
     *
     * @return whether none is missed any more
     */
    Uni<Boolean> catchUp() {
        Map<String, Uni<Void>> all;
        synchronized (this) {
            if (marks.isEmpty()) {
                return Uni.createFrom().item(true);
            }
            all = new LinkedHashMap<>(marks);
        }
        Uni<Void> inTurn = Uni.createFrom().voidItem();
        for (Map.Entry<String, Uni<Void>> mark : all.entrySet()) {
            inTurn = inTurn.chain(mark::getValue).invoke(() -> forget(mark.getKey(), mark.getValue()));
        }
        return inTurn.replaceWith(true).onFailure().recoverWithItem(false);
    }

    private synchronized void forget(String name, Uni<Void> mark) {
        marks.remove(name, mark);
    }
}
