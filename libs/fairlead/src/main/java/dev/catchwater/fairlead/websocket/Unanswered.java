package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.Timers;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Subscriptions that were sent and wait for what the peer says to them, each for a while. Lives on one event loop. */
final class Unanswered {
    private record Waiting(Subscription subscription, Timers.Timer limit) {}

    private final Timers timers;
    private final Duration within;
    private final Consumer<String> late;
    private final Map<String, Waiting> all = new LinkedHashMap<>();

    /** None; hears the ids of those that should have been acknowledged by then. */
    Unanswered(Timers timers, Duration within, Consumer<String> late) {
        this.timers = timers;
        this.within = within;
        this.late = late;
    }

    void add(Subscription subscription) {
        if (subscription.acknowledged().isEmpty() && subscription.refused().isEmpty()) {
            return;
        }
        String id = subscription.id();
        Timers.Timer limit = timers.after(within, () -> {
            all.remove(id);
            if (subscription.acknowledged().isPresent()) {
                late.accept(id);
            }
        });
        all.put(id, new Waiting(subscription, limit));
    }

    /** What a message says about the first of them that it concerns, which waits no longer. */
    Optional<WebSocketSignal> recognise(WebSocketMessage message) {
        for (Iterator<Waiting> each = all.values().iterator(); each.hasNext(); ) {
            Waiting waiting = each.next();
            Optional<WebSocketSignal> said = said(waiting.subscription(), message);
            if (said.isPresent()) {
                each.remove();
                waiting.limit().cancel();
                return said;
            }
        }
        return Optional.empty();
    }

    private static Optional<WebSocketSignal> said(Subscription to, WebSocketMessage message) {
        if (to.refused().map(no -> no.test(message)).orElse(false)) {
            return Optional.of(new WebSocketSignal.Refused(to.id(), message));
        }
        return to.acknowledged()
                .filter(yes -> yes.test(message))
                .map(yes -> new WebSocketSignal.Acknowledged(to.id(), message));
    }

    void remove(String id) {
        Waiting waiting = all.remove(id);
        if (waiting != null) {
            waiting.limit().cancel();
        }
    }

    void clear() {
        all.values().forEach(waiting -> waiting.limit().cancel());
        all.clear();
    }
}
