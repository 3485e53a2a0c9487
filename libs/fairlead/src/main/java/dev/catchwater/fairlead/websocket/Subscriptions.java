package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

        /** The peer did not acknowledge it in time, or its message was not made in time and is left out. */
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
    private final Unanswered unanswered;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();
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
        this.unanswered = new Unanswered(timers, policy.acknowledgement(), owner::unacknowledged);
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
        unanswered.remove(id);
        if (beingMade == removed) {
            endMaking();
            goOn(sender);
        } else if (!leftOut.remove(id) && !steps.removeIf(step -> step.subscribes() == removed)) {
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
        leftOut.clear();
        announced = false;
        busy = false;
        endMaking();
        unanswered.clear();
        if (pause != null) {
            pause.cancel();
        }
    }

    /** What a message says about a subscription that waits for its answer. */
    Optional<WebSocketSignal> recognise(WebSocketMessage message) {
        Optional<WebSocketSignal> said = unanswered.recognise(message);
        if (said.orElse(null) instanceof WebSocketSignal.Refused refused) {
            live.remove(refused.id());
        }
        return said;
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

            @Override
            public void late() {
                leaveOut(step, to);
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

    /** The others wait no longer for one that may never be made. */
    private void leaveOut(Step step, Sender to) {
        endMaking();
        Subscription late = step.subscribes();
        if (late != null) {
            leftOut.add(late.id());
            owner.unacknowledged(late.id());
        }
        goOn(to);
    }

    private void send(Step step, WebSocketMessage message, Sender to) {
        endMaking();
        Subscription subscribes = step.subscribes();
        if (subscribes != null) {
            unanswered.add(subscribes);
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
