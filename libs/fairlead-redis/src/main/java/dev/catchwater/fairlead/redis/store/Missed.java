package dev.catchwater.fairlead.redis.store;

import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Marks that did not reach Redis, for a bounded number of keys: they are set before the next look into the store, and
 * every now and then where nobody looks. Marks hold a time and only go forward, so that setting one late or twice does
 * no harm. Where there are too many, one that covers everything takes the place of them all: better too much is covered
 * than too little.
 */
final class Missed {
    private static final List<String> EVERYTHING = List.of();

    private final int most;
    private final Function<Instant, Uni<Void>> everything;
    private final Timers timers;
    private final Duration pause;
    private final Duration patience;
    private final Map<List<String>, Uni<Void>> marks = new LinkedHashMap<>();
    private long keys;
    private Instant latest = Instant.MIN;
    private boolean catchingUp;
    private boolean planned;

    /**
     * None yet.
     *
     * @param most keys
     * @param everything gives the mark that covers all that was requested up to a time
     * @param pause between tries where nobody looks
     * @param patience of a look
     */
    Missed(int most, Function<Instant, Uni<Void>> everything, Timers timers, Duration pause, Duration patience) {
        this.most = most;
        this.everything = everything;
        this.timers = timers;
        this.pause = pause;
        this.patience = patience;
    }

    /**
     * Sets a mark, lazily; if that fails, which the caller hears of, or is given up, it is tried again later.
     *
     * @param names what is marked, and how
     * @param upTo what it covers
     */
    Uni<Void> set(List<String> names, Instant upTo, Uni<Void> mark) {
        return mark.onFailure()
                .invoke(thrown -> add(names, upTo, mark))
                .onCancellation()
                .invoke(() -> add(names, upTo, mark));
    }

    private void add(List<String> names, Instant upTo, Uni<Void> mark) {
        synchronized (this) {
            latest = upTo.isAfter(latest) ? upTo : latest;
            keys += marks.remove(names) == null ? names.size() : 0;
            marks.put(names, mark);
            if (keys > most) {
                marks.clear();
                marks.put(EVERYTHING, everything.apply(latest));
                keys = 0;
            }
        }
        tryLater();
    }

    /**
     * Sets all that were missed, until one fails again. Never fails. One does it for all who ask meanwhile, and whether or
     * not it still waits for it.
     *
     * @return whether none is missed any more; at once not, where others are being set
     */
    Uni<Boolean> catchUp() {
        return Uni.createFrom().deferred(() -> {
            synchronized (this) {
                if (marks.isEmpty() || catchingUp) {
                    return Uni.createFrom().item(marks.isEmpty());
                }
                catchingUp = true;
            }
            return Uni.createFrom().<Boolean>emitter(this::setAll);
        });
    }

    private void setAll(UniEmitter<? super Boolean> emitter) {
        Timers.Timer impatient = timers.after(patience, () -> emitter.complete(false));
        // Repeated, not chained: there may be thousands.
        Multi.createBy()
                .repeating()
                .uni(this::setFirst)
                .whilst(more -> more)
                .collect()
                .last()
                .onItemOrFailure()
                .transform((none, thrown) -> thrown == null)
                .subscribe()
                .with(done -> {
                    impatient.cancel();
                    synchronized (this) {
                        catchingUp = false;
                    }
                    tryLater();
                    emitter.complete(done);
                });
    }

    private Uni<Boolean> setFirst() {
        return first().map(mark -> mark.getValue()
                        .invoke(() -> forget(mark.getKey(), mark.getValue()))
                        .replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private synchronized Optional<Map.Entry<List<String>, Uni<Void>>> first() {
        Iterator<Map.Entry<List<String>, Uni<Void>>> each = marks.entrySet().iterator();
        return each.hasNext() ? Optional.of(Map.Entry.copyOf(each.next())) : Optional.empty();
    }

    private synchronized void forget(List<String> names, Uni<Void> mark) {
        keys -= marks.remove(names, mark) ? names.size() : 0;
    }

    private void tryLater() {
        synchronized (this) {
            if (planned || marks.isEmpty()) {
                return;
            }
            planned = true;
        }
        timers.after(pause, () -> {
            synchronized (this) {
                planned = false;
            }
            catchUp().subscribe().with(done -> {});
        });
    }
}
