package dev.catchwater.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The latest status of every part, in the order in which parts were added. Thread-safe. */
public final class Board {

    /** Told of each change, on the thread that made it, one change at a time. */
    @FunctionalInterface
    public interface Listener {
        /** A part changed from one status to another. */
        void changed(Status before, Status after);
    }

    private final Map<String, Status> statuses = new LinkedHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Adds a part that waits for its start. */
    public synchronized void add(Part part) {
        statuses.put(part.name(), Status.waiting(part));
    }

    /**
     * Changes the status of a part.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public synchronized void update(String name, UnaryOperator<Status> change) {
        Status before = statuses.get(name);
        if (before == null) {
            throw new IllegalArgumentException("no part is called " + name);
        }
        Status after = change.apply(before);
        if (!after.equals(before)) {
            statuses.put(name, after);
            listeners.forEach(listener -> listener.changed(before, after));
        }
    }

    /** All of them as they are now. */
    public synchronized List<Status> statuses() {
        return List.copyOf(statuses.values());
    }

    /** Calls the listener from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }
}
