package dev.catchwater.fairlead.redis;

import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One command: waits for its turn, and for its answer even where nobody else does, so that its absence is noticed. */
final class Sending {
    /** After others of this Redis client have filled its pool. */
    private static final Duration REFUSED = Duration.ofMillis(5);

    private enum State {
        WAITING,
        SENT,
        REFUSED,
        OVER
    }

    private final RedisLink link;
    private final Redis redis;
    private final Turns turns;
    private final Request command;
    private final UniEmitter<? super @Nullable Response> emitter;
    private Timers.@Nullable Timer timer;
    private State state = State.WAITING;
    private long sentAt;
    /** Nobody waits for the answer any more. */
    private boolean gone;

    Sending(RedisLink link, Redis redis, Turns turns, Request command, UniEmitter<? super @Nullable Response> emitter) {
        this.link = link;
        this.redis = redis;
        this.turns = turns;
        this.command = command;
        this.emitter = emitter;
    }

    void begin() {
        Timers.Timer late = link.timers().after(link.timeout(), this::late);
        synchronized (this) {
            timer = late;
        }
        emitter.onTermination(this::forsaken);
        if (!turns.enter(this::go)) {
            emitter.fail(new RedisAwayException("too many commands wait for their turn"));
        }
    }

    private boolean go() {
        boolean mine = send(State.WAITING);
        if (mine) {
            link.counted();
        }
        return mine;
    }

    private boolean send(State from) {
        synchronized (this) {
            if (!moves(from, State.SENT)) {
                return false;
            }
            sentAt = link.timers().nanos();
        }
        // Composed, so that what it throws is a failure, too.
        Future.succeededFuture().compose(ready -> redis.send(command)).onComplete(this::ended);
        return true;
    }

    private synchronized boolean moves(State from, State to) {
        boolean moved = state == from;
        state = moved ? to : state;
        return moved;
    }

    private void ended(AsyncResult<Response> done) {
        if (done.cause() instanceof ConnectionPoolTooBusyException) {
            refused();
            return;
        }
        boolean heard = done.succeeded() || done.cause() instanceof Response;
        link.heard(heard);
        if (moves(State.SENT, State.OVER)) {
            stopTimer();
            turns.leave();
        }
        if (done.succeeded()) {
            emitter.complete(done.result());
        } else {
            emitter.fail(done.cause());
        }
    }

    /** Says nothing about Redis. */
    private void refused() {
        boolean again;
        synchronized (this) {
            again = !gone;
            if (!moves(State.SENT, again ? State.REFUSED : State.OVER)) {
                return;
            }
        }
        if (again) {
            link.timers().after(REFUSED, () -> send(State.REFUSED));
        } else {
            stopTimer();
            turns.leave();
        }
    }

    /** Redis is given all its time, also by what has spent some waiting for its turn. */
    private void late() {
        long left;
        synchronized (this) {
            left = state == State.SENT
                    ? sentAt + link.timeout().toNanos() - link.timers().nanos()
                    : 0;
            if (left > 0) {
                timer = link.timers().after(Duration.ofNanos(left), this::unanswered);
            }
        }
        if (left <= 0) {
            unanswered();
        }
        emitter.fail(new RedisAwayException("no answer within " + link.timeout()));
    }

    private void unanswered() {
        if (moves(State.SENT, State.OVER)) {
            link.heard(false);
            turns.leave();
        }
    }

    /** What was sent is not forgotten. */
    private void forsaken() {
        synchronized (this) {
            gone = true;
        }
        if (moves(State.WAITING, State.OVER)) {
            stopTimer();
        } else if (moves(State.REFUSED, State.OVER)) {
            stopTimer();
            turns.leave();
        }
    }

    private synchronized void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
