package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.Timers;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A source whose answers the test gives. */
final class ToldSource implements EndpointSource {
    private EndpointSource.@Nullable Listener listener;
    boolean closed;

    @Override
    public Watch open(Listener told, Timers timers, RandomGenerator random) {
        listener = told;
        return () -> closed = true;
    }

    void changed(Endpoint... all) {
        if (listener != null) {
            listener.changed(List.of(all));
        }
    }

    void failed() {
        if (listener != null) {
            listener.failed();
        }
    }
}
