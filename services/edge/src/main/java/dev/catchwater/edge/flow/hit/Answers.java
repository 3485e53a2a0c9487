package dev.catchwater.edge.flow.hit;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Answers by target and asker, in a fixed number of places: four to each hash, of which the one that came first makes room. Whoever
 * makes targets collide on purpose gets the ordinary way. For one thread.
 */
final class Answers {
    private static final int WAYS = 4;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final @Nullable Answer[] places;
    private final int mask;
    private int turn;

    /**
     * None.
     *
     * @param most a power of two
     */
    Answers(int most) {
        this.places = new Answer[most];
        this.mask = (most - 1) & -WAYS;
    }

    /** Of a target's bytes. */
    static int hash(ByteBuf bytes, int from, int length) {
        long hash = length;
        int at = from;
        for (int left = length; left >= Long.BYTES; left -= Long.BYTES) {
            hash = (hash ^ bytes.getLongLE(at)) * FACTOR;
            hash ^= hash >>> 32;
            at += Long.BYTES;
        }
        for (int end = from + length; at < end; at++) {
            hash = (hash ^ bytes.getByte(at)) * FACTOR;
        }
        return (int) (hash ^ (hash >>> 32));
    }

    @Nullable
    Answer find(Asker asker, ByteBuf bytes, int from, int length) {
        int first = first(hash(bytes, from, length), asker);
        for (int i = first; i < first + WAYS; i++) {
            Answer answer = places[i];
            if (answer != null && answer.isTo(asker, bytes, from, length)) {
                return answer;
            }
        }
        return null;
    }

    /** In place of one to the same question, or of another. */
    void put(Answer answer) {
        ByteBuf target = answer.target();
        int first = first(hash(target, 0, target.capacity()), answer.asker());
        int at = first + (turn++ & (WAYS - 1));
        for (int i = first; i < first + WAYS; i++) {
            Answer other = places[i];
            if (other == null) {
                at = places[at] == null ? at : i;
            } else if (other.isTo(answer.asker(), target, 0, target.capacity())) {
                at = i;
                break;
            }
        }
        places[at] = answer;
    }

    @SuppressWarnings("ReferenceEquality") // the very one
    void remove(Answer answer) {
        ByteBuf target = answer.target();
        int first = first(hash(target, 0, target.capacity()), answer.asker());
        for (int i = first; i < first + WAYS; i++) {
            if (places[i] == answer) {
                places[i] = null;
            }
        }
    }

    private int first(int hash, Asker asker) {
        return (hash ^ System.identityHashCode(asker)) & mask;
    }
}
