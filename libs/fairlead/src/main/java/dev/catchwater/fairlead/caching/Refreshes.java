package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Validations in the background, one for each variant at a time (RFC 5861 §3). Nobody hears how they end. */
final class Refreshes {
    private final CachingPolicy policy;
    private final Timers timers;
    private final Set<String> running = new HashSet<>();

    Refreshes(CachingPolicy policy, Timers timers) {
        this.policy = policy;
        this.timers = timers;
    }

    synchronized int running() {
        return running.size();
    }

    private synchronized boolean begin(String what) {
        return running.size() < policy.maxRefreshes() && running.add(what);
    }

    private synchronized void end(String what) {
        running.remove(what);
    }

    /**
     * Runs the call to the end of its body.
     *
     * @param what the response that is refreshed; if it already is, nothing happens
     */
    void start(String what, Uni<Response> call) {
        if (!begin(what)) {
            return;
        }
        AtomicReference<@Nullable Cancellable> work = new AtomicReference<>();
        Timers.Timer timer = timers.after(policy.refreshTimeout(), () -> {
            Cancellable running = work.get();
            if (running != null) {
                running.cancel();
            }
        });
        work.set(call.flatMap(response -> response.body().stream().onItem().ignoreAsUni())
                .onTermination()
                .invoke(() -> {
                    timer.cancel();
                    end(what);
                })
                .subscribe()
                .with(done -> {}, failure -> {}));
    }
}
