package dev.catchwater.fairlead.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Moments up to which things are covered, a bounded number of them with a bounded number of characters. Of a mark that had to make room only its time is
 * kept, for all names: better too much is covered than too little. Thread-safe.
 */
public final class Marks {
    private final int most;
    private final long mostChars;
    private final Map<String, Instant> marks = new LinkedHashMap<>();
    private Instant floor = Instant.MIN;

    private long chars;

    /**
     * No marks.
     *
     * @param most names that are kept apart
     * @param mostChars of these names together
     */
    public Marks(int most, long mostChars) {
        this.most = most;
        this.mostChars = mostChars;
    }

    /** Covers what was requested up to a time; a mark never goes back. */
    public synchronized void set(String name, Instant at) {
        Instant before = marks.remove(name);
        marks.put(name, before == null || at.isAfter(before) ? at : before);
        chars += before == null ? name.length() : 0;
        while (marks.size() > most || chars > mostChars) {
            Map.Entry<String, Instant> eldest = marks.entrySet().iterator().next();
            marks.remove(eldest.getKey());
            chars -= eldest.getKey().length();
            floor = eldest.getValue().isAfter(floor) ? eldest.getValue() : floor;
        }
    }

    /** Whether something that was requested at this time is covered. */
    public synchronized boolean covers(String name, Instant requested) {
        return !requested.isAfter(floor) || !requested.isAfter(marks.getOrDefault(name, Instant.MIN));
    }
}
