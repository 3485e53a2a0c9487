package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What is subscribed to, and what of it the present connection has been told. On each connection every live
 * subscription is sent once, one after another at the policy's pace. Lives on one event loop.
 */
final class Subscriptions {
    /** What the session does about it. */
    interface Owner {
        /** Every subscription that was live when the connection came has been sent. */
        void resubscribed(List<String> ids);

        void unacknowledged(String id);

        /** A message could not be made or sent: the connection is of no use. */
        void failed(Throwable thrown);
    }

    /** A message that is to be sent; {@code subscribes} is null for one that unsubscribes. */
    private record Step(@Nullable Subscription subscribes, Uni<WebSocketMessage> message) {}

    private final WebSocketPolicy policy;
    private final Timers timers;
    private final Executor loop;
    private final Owner owner;
    private final Map<String, Subscription> live = new LinkedHashMap<>();
    private final Map<String, Timers.Timer> unanswered = new LinkedHashMap<>();
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private @Nullable Sender sender;
    private Timers.@Nullable Timer pause;
    private @Nullable Subscription beingMade;
    private @Nullable Making making;
    private boolean announced;
    private boolean busy;

    Subscriptions(WebSocketPolicy policy, Timers timers, Executor loop, Owner owner) {
        this.policy = policy;
        this.timers = timers;
        this.loop = loop;
        this.owner = owner;
    }

    void add(Subscription subscription) {
        if (live.putIfAbsent(subscription.id(), subscription) == null && sender != null) {
            steps.add(subscribing(subscription));
            next();
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same id may have been subscribed to again meanwhile
    void remove(String id) {
        Subscription removed = live.remove(id);
        if (removed == null || sender == null) {
            return;
        }
        answered(id);
        if (beingMade == removed) {
            endMaking();
            goOn(sender);
        } else if (!steps.removeIf(step -> step.subscribes() == removed)) {
            removed.unsubscribe()
                    .ifPresent(
                            message -> steps.add(new Step(null, Uni.createFrom().item(message))));
            next();
        }
    }

    /** Begins a connection: everything is sent anew. */
    void connected(Sender to) {
        sender = to;
        live.values().forEach(subscription -> steps.add(subscribing(subscription)));
        next();
    }

    void disconnected() {
        sender = null;
        steps.clear();
        sent.clear();
        announced = false;
        busy = false;
        endMaking();
        unanswered.values().forEach(Timers.Timer::cancel);
        unanswered.clear();
        if (pause != null) {
            pause.cancel();
        }
    }

    /** What a message says about a subscription that waits for its answer. */
    Optional<WebSocketSignal> recognise(WebSocketMessage message) {
        for (Iterator<String> ids = unanswered.keySet().iterator(); ids.hasNext(); ) {
            String id = ids.next();
            Subscription waiting = live.get(id);
            if (waiting == null) {
                continue;
            }
            if (waiting.refused().map(no -> no.test(message)).orElse(false)) {
                answered(id);
                live.remove(id);
                return Optional.of(new WebSocketSignal.Refused(id, message));
            }
            if (waiting.acknowledged().map(yes -> yes.test(message)).orElse(false)) {
                answered(id);
                return Optional.of(new WebSocketSignal.Acknowledged(id, message));
            }
        }
        return Optional.empty();
    }

    private void answered(String id) {
        Timers.Timer timer = unanswered.remove(id);
        if (timer != null) {
            timer.cancel();
        }
    }

    private static Step subscribing(Subscription subscription) {
        return new Step(subscription, Uni.createFrom().deferred(subscription.subscribe()::get));
    }

    private void next() {
        Sender to = sender;
        if (busy || to == null) {
            return;
        }
        Step step = steps.poll();
        if (step == null) {
            announce();
            return;
        }
        busy = true;
        beingMade = step.subscribes();
        making = new Making(timers, policy.acknowledgement(), loop, new Making.Owner() {
            @Override
            public void made(WebSocketMessage message) {
                send(step, message, to);
            }

            @Override
            public void unmade(Throwable thrown) {
                broken(to, thrown);
            }
        });
        making.begin(step.message());
    }

    private void endMaking() {
        beingMade = null;
        if (making != null) {
            making.end();
            making = null;
        }
    }

    @SuppressWarnings("ReferenceEquality") // each connection has a sender of its own
    private boolean isPast(Sender to) {
        return sender != to;
    }

    private void send(Step step, WebSocketMessage message, Sender to) {
        endMaking();
        Subscription subscribes = step.subscribes();
        if (subscribes != null) {
            expectAnswer(subscribes);
        }
        to.sendAnyway(message)
                .whenComplete((done, thrown) -> loop.execute(() -> {
                    if (thrown != null) {
                        broken(to, thrown);
                    } else if (!isPast(to)) {
                        if (subscribes != null && !announced) {
                            sent.add(subscribes.id());
                        }
                        pauseThenGoOn(to);
                    }
                }));
    }

    private void expectAnswer(Subscription subscription) {
        if (subscription.acknowledged().isEmpty() && subscription.refused().isEmpty()) {
            return;
        }
        String id = subscription.id();
        unanswered.put(id, timers.after(policy.acknowledgement(), () -> {
            unanswered.remove(id);
            if (subscription.acknowledged().isPresent()) {
                owner.unacknowledged(id);
            }
        }));
    }

    private void pauseThenGoOn(Sender to) {
        if (policy.pace().isZero()) {
            goOn(to);
        } else {
            if (steps.isEmpty()) {
                announce();
            }
            Duration pace = policy.pace();
            pause = timers.after(pace, () -> goOn(to));
        }
    }

    private void goOn(Sender to) {
        if (!isPast(to)) {
            busy = false;
            next();
        }
    }

    private void announce() {
        if (!announced) {
            announced = true;
            owner.resubscribed(List.copyOf(sent));
        }
    }

    private void broken(Sender to, Throwable thrown) {
        if (!isPast(to)) {
            owner.failed(
                    thrown instanceof Exception
                            ? thrown
                            : new HttpFailure.InvalidRequest("a subscription could not be made").asException());
        }
    }
}
