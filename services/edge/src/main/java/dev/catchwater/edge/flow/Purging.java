package dev.catchwater.edge.flow;

import dev.catchwater.edge.PurgeLog;
import dev.catchwater.edge.purge.Epochs;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Purges: each is written down, then in force, then acknowledged. Thread-safe. */
public final class Purging {
    /** Of which the keys are known and that can be listed. */
    public static final int REMEMBERED = 1_024;

    private static final int MAX_KEY = 256;
    private static final Logger LOG = Logger.getLogger(Purging.class);

    private final Epochs epochs;
    private final PurgeLog log;
    private final InstantSource clock;
    private final Consumer<Purged> audit;
    private final Deque<Purged> recent = new ArrayDeque<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private long last;

    /** What stands under a key: taken on already, or on its way. */
    private record Asked(Purge what, Purge.Mode mode, Uni<Purged> answer) {}

    /** A key that stands for another purge already. */
    public static final class KeyReused extends RuntimeException {
        KeyReused() {
            super("this key stands for another purge");
        }
    }

    /** Goes on where the log ends; the program's own log hears of each purge. */
    public Purging(Epochs epochs, PurgeLog log, List<Purged> recovered, InstantSource clock) {
        this(epochs, log, recovered, clock, purged -> LOG.infof("%s", purged));
    }

    /**
     * Goes on where the log ends, and puts into force what it has.
     *
     * @param recovered what the log had when it was opened, in order
     * @param audit hears of each purge once it is in force, before it is acknowledged; returns at once
     */
    public Purging(Epochs epochs, PurgeLog log, List<Purged> recovered, InstantSource clock, Consumer<Purged> audit) {
        this.epochs = epochs;
        this.log = log;
        this.clock = clock;
        this.audit = audit;
        for (Purged purged : recovered) {
            epochs.apply(purged);
            remember(purged);
            asked.put(purged.key(), answered(purged));
        }
        last = epochs.sequence();
    }

    /**
     * Purges. A request that is sent after the acknowledgement of a hard purge never gets a body whose fetch began before
     * it, one that is sent after that of a soft purge only once its origin has confirmed the body since. A caller that
     * goes away calls nothing back.
     *
     * @param key of the request; who asks again under one of the last {@value #REMEMBERED} purges once and is told of the
     *     first time. 1 to 256 characters
     * @param actor who asks, by name
     * @return fails with {@link KeyReused} if the key stands for something else, and with what the log failed with: then
     *     the purge may be asked for again
     */
    public Uni<Purged> purge(Purge what, Purge.Mode mode, String key, String actor) {
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw new IllegalArgumentException("a key has 1 to 256 characters");
        }
        return Uni.createFrom().deferred(() -> begin(what, mode, key, actor));
    }

    private synchronized Uni<Purged> begin(Purge what, Purge.Mode mode, String key, String actor) {
        Asked known = asked.get(key);
        if (known != null) {
            boolean same = known.what().equals(what) && known.mode() == mode;
            return same ? known.answer() : Uni.createFrom().failure(new KeyReused());
        }
        Purged purged = new Purged(++last, clock.instant(), what, mode, key, actor);
        Uni<Purged> answer = log.append(purged)
                .map(safe -> inForce(purged))
                .onFailure()
                .invoke(failure -> failed(purged, failure))
                .memoize()
                .indefinitely();
        asked.put(key, new Asked(what, mode, answer));
        // Goes its way whoever waits for it; here, so that the log has them in the order of their sequences.
        answer.subscribe().with(done -> {}, failure -> {});
        return answer;
    }

    private synchronized Purged inForce(Purged purged) {
        epochs.apply(purged);
        remember(purged);
        audit.accept(purged);
        return purged;
    }

    private void remember(Purged purged) {
        recent.addFirst(purged);
        if (recent.size() > REMEMBERED) {
            asked.remove(recent.removeLast().key());
        }
    }

    private static Asked answered(Purged purged) {
        return new Asked(purged.purge(), purged.mode(), Uni.createFrom().item(purged));
    }

    private synchronized void failed(Purged purged, Throwable failure) {
        LOG.errorf(
                "Purge %d by %s was not written down and not acknowledged: %s",
                purged.sequence(), purged.actor(), failure);
        asked.remove(purged.key());
    }

    /** The newest first. */
    public synchronized List<Purged> recent(int most) {
        return recent.stream().limit(most).toList();
    }
}
