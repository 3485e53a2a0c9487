package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A message that its user is making for one connection, for a while. Lives on one event loop. */
final class Making {
    /** Who waits for it. One of these comes, once, unless it is ended before. */
    interface Owner {
        void made(WebSocketMessage message);

        void unmade(Throwable thrown);

        /** It was neither by then. */
        void late();
    }

    private final Executor loop;
    private final Owner owner;
    private final Timers.Timer limit;
    private @Nullable Cancellable making;
    private boolean over;

    Making(Timers timers, Duration within, Executor loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
        this.limit = timers.after(
                within,
                () -> loop.execute(() -> {
                    if (end()) {
                        owner.late();
                    }
                }));
    }

    void begin(Uni<WebSocketMessage> message) {
        Cancellable running = message.onItem()
                .ifNull()
                .failWith(() -> new HttpFailure.InvalidRequest("a subscription has no message").asException())
                .subscribe()
                .with(made -> loop.execute(() -> made(made)), thrown -> loop.execute(() -> unmade(thrown)));
        if (!over) {
            making = running;
        }
    }

    private void made(WebSocketMessage message) {
        if (end()) {
            owner.made(message);
        }
    }

    private void unmade(Throwable thrown) {
        if (end()) {
            owner.unmade(thrown);
        }
    }

    /** Wants it no more; false if that was known. */
    boolean end() {
        if (over) {
            return false;
        }
        over = true;
        limit.cancel();
        if (making != null) {
            making.cancel();
        }
        return true;
    }
}
