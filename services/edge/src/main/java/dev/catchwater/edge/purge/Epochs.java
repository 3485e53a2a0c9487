package dev.catchwater.edge.purge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The purges in force: for each tag the sequence of its last one. What was fetched before has that purge ahead of its
 * birth; what is fetched later was born at or after it. So a purge costs the same whatever it covers, and covers what is on its way as well.
 *
 * <p>Of a purge that has to make room only the sequence is kept, for everything: better too much is purged than too
 * little. Thread-safe; readers never wait.
 */
public final class Epochs {
    /** Purges of different things that are kept apart. */
    public static final int MAX = 65_536;

    private static final Epoch NEVER = new Epoch(0, 0);

    private final int most;
    private final Map<Long, Epoch> tags = new ConcurrentHashMap<>();
    private final Map<Turn, Long> order = new LinkedHashMap<>();
    private volatile Epoch all = NEVER;
    private volatile long sequence;

    /** The last purge of each mode; 0 for none. */
    private record Epoch(long hard, long soft) {
        Epoch with(Purge.Mode mode, long at) {
            return mode == Purge.Mode.HARD ? new Epoch(Math.max(hard, at), soft) : new Epoch(hard, Math.max(soft, at));
        }

        Epoch without(Purge.Mode mode) {
            return mode == Purge.Mode.HARD ? new Epoch(0, soft) : new Epoch(hard, 0);
        }
    }

    private record Turn(long tag, Purge.Mode mode) {}

    /** Nothing was ever purged. */
    public Epochs() {
        this(MAX);
    }

    Epochs(int most) {
        this.most = most;
    }

    /** Of the last purge in force; a fetch that begins now is born at it. */
    public long sequence() {
        return sequence;
    }

    /**
     * Puts a purge into force.
     *
     * @throws IllegalArgumentException if it is not later than the last: what was fetched between them would not be
     *     covered
     */
    public synchronized void apply(Purged purged) {
        if (purged.sequence() <= sequence) {
            throw new IllegalArgumentException("purge " + purged.sequence() + " comes after " + sequence);
        }
        switch (purged.purge()) {
            case Purge.All everything -> all = all.with(purged.mode(), purged.sequence());
            case Purge.Host host -> set(Hash.of('h', host.name()), purged);
            case Purge.Prefix prefix -> set(Tags.prefix(prefix), purged);
            case Purge.Tag tag -> set(Tags.tag(tag.name()), purged);
            case Purge.Uri uri -> set(Tags.uri(uri.target()), purged);
        }
        // Last: who reads this number finds the purge.
        sequence = purged.sequence();
    }

    private void set(long tag, Purged purged) {
        tags.merge(
                tag,
                NEVER.with(purged.mode(), purged.sequence()),
                (before, same) -> before.with(purged.mode(), purged.sequence()));
        Turn turn = new Turn(tag, purged.mode());
        order.remove(turn);
        order.put(turn, purged.sequence());
        if (order.size() > most) {
            Map.Entry<Turn, Long> eldest = order.entrySet().iterator().next();
            forget(eldest.getKey(), eldest.getValue());
            order.remove(eldest.getKey());
        }
    }

    private void forget(Turn eldest, long at) {
        all = all.with(eldest.mode(), at);
        Epoch epoch = tags.getOrDefault(eldest.tag(), NEVER);
        Epoch rest = epoch.without(eldest.mode());
        if (rest.equals(NEVER)) {
            tags.remove(eldest.tag());
        } else {
            tags.put(eldest.tag(), rest);
        }
    }

    /**
     * What the purges in force leave of a response.
     *
     * @param born the sequence that was in force when its exchange began
     */
    public Standing standing(Tags of, long born) {
        boolean confirm = false;
        for (long tag : of.hashes()) {
            Epoch epoch = tags.get(tag);
            if (epoch != null && epoch.hard() > born) {
                return Standing.GONE;
            }
            confirm |= epoch != null && epoch.soft() > born;
        }
        // Last: a purge that makes room is there before it goes from the tags.
        Epoch everything = all;
        if (everything.hard() > born) {
            return Standing.GONE;
        }
        return confirm || everything.soft() > born ? Standing.CONFIRM : Standing.GOOD;
    }

    /** How many things have a purge of their own in force. */
    public int size() {
        return tags.size();
    }
}
