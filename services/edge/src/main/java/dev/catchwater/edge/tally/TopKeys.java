package dev.catchwater.edge.tally;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most frequent keys of a stream in a fixed number of places (Space-Saving; Metwally, Agrawal, El Abbadi, ICDT 2005):
 * who is not counted takes the place of the rarest, and its count as the possible error. Whatever is more frequent than
 * the stream's length by the number of places is among them. Not thread-safe.
 */
final class TopKeys {
    /**
     * A key.
     *
     * @param count never less than the true one
     * @param error by how much it may be more
     */
    record Counted(String key, long count, long error) {}

    /** A heap by count, the least on top. */
    private final Slot[] heap;

    private final Map<String, Slot> index;
    private int size;

    private static final class Slot {
        private String key;
        private long count;
        private long error;
        private int at;

        private Slot(String key, int at) {
            this.key = key;
            this.at = at;
        }
    }

    TopKeys(int places) {
        heap = new Slot[places];
        index = HashMap.newHashMap(places);
    }

    void add(String key, long times) {
        Slot slot = index.get(key);
        if (slot == null) {
            slot = size < heap.length ? another(key) : instead(key);
        }
        slot.count += times;
        sink(slot);
    }

    private Slot another(String key) {
        Slot slot = new Slot(key, size);
        heap[size++] = slot;
        index.put(key, slot);
        rise(slot);
        return slot;
    }

    private Slot instead(String key) {
        Slot rarest = heap[0];
        index.remove(rarest.key);
        rarest.key = key;
        rarest.error = rarest.count;
        index.put(key, rarest);
        return rarest;
    }

    /** Halves all counts, so that what was frequent long ago makes room. */
    void fade() {
        for (int i = 0; i < size; i++) {
            heap[i].count >>= 1;
            heap[i].error >>= 1;
        }
    }

    /** The most frequent first. */
    List<Counted> list() {
        return Arrays.stream(heap, 0, size)
                .map(slot -> new Counted(slot.key, slot.count, slot.error))
                .sorted(Comparator.comparingLong(Counted::count).reversed().thenComparing(Counted::key))
                .toList();
    }

    private void rise(Slot slot) {
        while (slot.at > 0 && heap[(slot.at - 1) / 2].count > slot.count) {
            swap(slot, heap[(slot.at - 1) / 2]);
        }
    }

    private void sink(Slot slot) {
        while (true) {
            int left = 2 * slot.at + 1;
            if (left >= size) {
                return;
            }
            Slot least = left + 1 < size && heap[left + 1].count < heap[left].count ? heap[left + 1] : heap[left];
            if (least.count >= slot.count) {
                return;
            }
            swap(slot, least);
        }
    }

    private void swap(Slot one, Slot other) {
        int at = one.at;
        one.at = other.at;
        other.at = at;
        heap[one.at] = one;
        heap[other.at] = other;
    }
}
