package dev.catchwater.edge.law;

import dev.catchwater.edge.PurgeLog;
import dev.catchwater.edge.purge.Purged;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A disk that takes its time, and loses what it has not done when the power goes. */
final class ModelLog implements PurgeLog {
    private final List<Purged> safe = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Fault fault;

    private record Waiting(Purged purged, UniEmitter<? super @Nullable Void> emitter) {}

    ModelLog(Fault fault) {
        this.fault = fault;
    }

    @Override
    public Uni<Void> append(Purged purged) {
        return Uni.createFrom().emitter(emitter -> {
            waiting.add(new Waiting(purged, emitter));
            if (fault == Fault.ACKNOWLEDGED_FIRST) {
                emitter.complete(null);
            }
        });
    }

    void force() {
        Waiting next = waiting.poll();
        if (next != null) {
            safe.add(next.purged());
            next.emitter().complete(null);
        }
    }

    /** Some of what was on its way may have arrived all the same. */
    List<Purged> recovered(Random random) {
        while (!waiting.isEmpty() && random.nextBoolean()) {
            safe.add(waiting.remove().purged());
        }
        waiting.clear();
        if (fault == Fault.LOG_FORGOTTEN) {
            safe.clear();
        }
        return List.copyOf(safe);
    }
}
