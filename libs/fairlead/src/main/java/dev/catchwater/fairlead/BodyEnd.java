package dev.catchwater.fairlead;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An end that comes once, and those who wait for it. */
final class BodyEnd {
    private final List<Consumer<Outcome>> listeners = new ArrayList<>(4);
    private @Nullable Outcome outcome;

    synchronized @Nullable Outcome outcome() {
        return outcome;
    }

    /** Whether this was the end; false if it had already come. */
    boolean signal(Outcome how) {
        List<Consumer<Outcome>> waiting;
        synchronized (this) {
            if (outcome != null) {
                return false;
            }
            outcome = how;
            waiting = List.copyOf(listeners);
            listeners.clear();
        }
        waiting.forEach(listener -> listener.accept(how));
        return true;
    }

    void listen(Consumer<Outcome> listener) {
        Outcome already;
        synchronized (this) {
            already = outcome;
            if (already == null) {
                listeners.add(listener);
            }
        }
        if (already != null) {
            listener.accept(already);
        }
    }
}
