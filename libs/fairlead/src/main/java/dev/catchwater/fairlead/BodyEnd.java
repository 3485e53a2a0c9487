package dev.catchwater.fairlead;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An end that comes once, and those who wait for it, in the order in which they came. */
final class BodyEnd {
    /** Waits for one end; a link of the list itself, since every stage that holds something is one. */
    abstract static class Listener {
        private @Nullable Listener following;

        abstract void heard(Outcome outcome);
    }

    private @Nullable Listener first;
    private @Nullable Listener last;
    private @Nullable Outcome outcome;

    synchronized @Nullable Outcome outcome() {
        return outcome;
    }

    /** Whether this was the end; false if it had already come. */
    boolean signal(Outcome how) {
        Listener waiting;
        synchronized (this) {
            if (outcome != null) {
                return false;
            }
            outcome = how;
            waiting = first;
            first = null;
            last = null;
        }
        while (waiting != null) {
            Listener told = waiting;
            waiting = told.following;
            told.heard(how);
        }
        return true;
    }

    /** @param listener waits for no other end */
    void listen(Listener listener) {
        Outcome already;
        synchronized (this) {
            already = outcome;
            if (already == null) {
                add(listener);
            }
        }
        if (already != null) {
            listener.heard(already);
        }
    }

    void listen(Consumer<Outcome> listener) {
        listen(new Listener() {
            @Override
            void heard(Outcome how) {
                listener.accept(how);
            }
        });
    }

    private void add(Listener listener) {
        if (last == null) {
            first = listener;
        } else {
            last.following = listener;
        }
        last = listener;
    }
}
