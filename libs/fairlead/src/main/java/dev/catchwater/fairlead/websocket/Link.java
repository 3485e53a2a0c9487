package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Recovery;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a session does, on its event loop: dial, hand on, lose, wait, dial again. At any time there is at most one of a
 * dialling, a connection and a timer.
 */
// Longer than the house allows: one state machine, of which what may follow what is seen in one place.
final class Link implements Connection.Owner, Subscriptions.Owner, Opening.Owner {
    private final WebSocketPolicy policy;
    private final Timers timers;
    private final Executor loop;
    private final Dialling dial;
    private final Subscriptions subscriptions;
    private final Backlog backlog;
    private final Reconnecting reconnecting;
    private final List<Runnable> farewells = new ArrayList<>();
    private @Nullable Cancellable dialling;
    private @Nullable Connection connection;
    private @Nullable Opening opening;
    private Timers.@Nullable Timer timer;
    private long connections;
    /** The next dialling waits for room: a reader that does not read is not told of ever more connections. */
    private boolean parked;

    private boolean closing;
    private boolean over;

    Link(
            Next client,
            Uni<Request> request,
            WebSocketPolicy policy,
            Timers timers,
            RandomGenerator random,
            Executor loop) {
        this.policy = policy;
        this.timers = timers;
        this.loop = loop;
        this.dial = new Dialling(client, request, policy, timers, random, loop, this);
        this.subscriptions = new Subscriptions(policy, timers, loop, this);
        this.backlog = new Backlog(policy.bounds());
        this.reconnecting = new Reconnecting(policy.reconnection(), timers, random);
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    void begin(MultiSubscriber<? super WebSocketSignal> reader) {
        backlog.readBy(reader);
        if (over) {
            backlog.end(null);
        } else {
            dial();
        }
    }

    private void dial() {
        timer = null;
        parked = !backlog.hasRoom();
        if (over || parked) {
            return;
        }
        dialling = dial.dial(this::connected, this::failed);
    }

    private void connected(Dialling.Made made) {
        if (over) {
            made.connection().abandon();
            made.body().cancel();
            return;
        }
        connection = made.connection();
        connections++;
        backlog.hold(new WebSocketSignal.Connected(connections, made.subprotocol()));
        if (isStanding(made)) {
            open(made.origin(), made.connection());
        }
        if (isStanding(made)) {
            made.body().stream().subscribe().withSubscriber(made.connection());
        } else {
            made.body().cancel();
        }
    }

    /** What it is told may have its user leave it at once. */
    @SuppressWarnings("ReferenceEquality") // a connection is itself, and nothing else is equal to it
    private boolean isStanding(Dialling.Made made) {
        return connection == made.connection();
    }

    private void open(String origin, Connection made) {
        opening = policy.gate()
                .map(gate -> new Opening(gate, origin, made.sender(), timers, loop, this))
                .orElse(null);
        if (opening == null) {
            opened();
        } else {
            opening.begin();
        }
    }

    @Override
    public void opened() {
        Connection standing = connection;
        opening = null;
        if (standing != null) {
            subscriptions.connected(standing.sender());
        }
    }

    @Override
    public void refused() {
        end(new HttpFailure.Disconnected("the peer", "it refused what came before subscriptions").asException());
    }

    CompletionStage<Void> send(WebSocketMessage message) {
        Connection standing = connection;
        return standing == null
                ? CompletableFuture.failedStage(
                        new HttpFailure.Disconnected("the peer", "there is none now; nothing was sent").asException())
                : standing.sender().send(message);
    }

    void asked(long n) {
        backlog.asked(n);
        Connection standing = connection;
        if (standing != null) {
            standing.pump();
        } else if (parked) {
            dial();
        }
    }

    void reconnect() {
        if (over || closing) {
            return;
        }
        if (connection != null) {
            leave();
            backlog.add(new WebSocketSignal.Disconnected(CloseCode.ABNORMAL, "", "left by its user", Duration.ZERO));
            dial();
        } else if (timer != null) {
            timer.cancel();
            dial();
        }
    }

    void close(int code, String reason, Runnable done) {
        if (over) {
            done.run();
            return;
        }
        farewells.add(done);
        Connection standing = connection;
        if (standing == null) {
            end(null);
        } else if (!closing) {
            closing = true;
            timer = timers.after(policy.closing(), () -> end(null));
            standing.close(code, reason);
        }
    }

    void cancel() {
        backlog.drop();
        end(null);
    }

    /** Ends the session: with a failure if there is one. */
    void end(@Nullable Throwable thrown) {
        if (over) {
            return;
        }
        over = true;
        if (timer != null) {
            timer.cancel();
        }
        if (dialling != null) {
            dialling.cancel();
        }
        leave();
        backlog.end(thrown);
        farewells.forEach(Runnable::run);
    }

    private void leave() {
        if (opening != null) {
            opening.end();
            opening = null;
        }
        subscriptions.disconnected();
        Connection left = connection;
        connection = null;
        if (left != null) {
            left.abandon();
        }
        backlog.settle();
    }

    @Override
    public boolean hasRoom() {
        return backlog.hasRoom();
    }

    @Override
    public void received(WebSocketMessage message) {
        try {
            backlog.add(subscriptions.recognise(message).orElse(message));
            if (opening != null) {
                opening.heard(message);
            }
            if (!backlog.hasRoom() && backlog.isFullOfHeld()) {
                fullOfHeld();
            }
        } catch (RuntimeException bugOfAPredicate) {
            end(bugOfAPredicate);
        }
    }

    /** A socket that is not read until the last subscription is sent leaves the peer's pings unanswered. */
    private void fullOfHeld() {
        if (opening == null) {
            backlog.settle();
        } else {
            failed(new HttpFailure.Disconnected("the peer", "its gate was not open before too many messages came")
                    .asException());
        }
    }

    @Override
    public void lost(Connection lost, HttpFailure failure, int code, String said) {
        if (closing) {
            end(null);
        } else if (!over) {
            leave();
            if (code != CloseCode.ABNORMAL && policy.finalCodes().test(code)) {
                backlog.add(new WebSocketSignal.Closed(code, said));
                end(failure.asException());
            } else {
                again(failure, code, said);
            }
        }
    }

    @Override
    public void resubscribed(List<String> ids) {
        reconnecting.connected();
        backlog.release(new WebSocketSignal.Resubscribed(connections, ids));
        Connection standing = connection;
        if (standing != null) {
            standing.pump(); // what was held back had filled it
        }
    }

    @Override
    public void unacknowledged(String id) {
        backlog.add(new WebSocketSignal.Unacknowledged(id));
    }

    @Override
    public void failed(Throwable thrown) {
        if (over) {
            return;
        }
        leave();
        HttpFailure failure = HttpFailure.of(thrown);
        if (failure == null || closing) {
            end(closing ? null : thrown);
        } else {
            again(failure, CloseCode.ABNORMAL, "");
        }
    }

    private void again(HttpFailure failure, int code, String said) {
        if (Recovery.isFinal(failure)) {
            end(failure.asException());
            return;
        }
        Duration pause = reconnecting.pauseAfter(failure);
        timer = timers.after(pause, this::dial);
        backlog.add(new WebSocketSignal.Disconnected(code, said, failure.message(), pause));
    }
}
