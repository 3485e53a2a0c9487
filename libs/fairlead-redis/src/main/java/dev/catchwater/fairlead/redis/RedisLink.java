package dev.catchwater.fairlead.redis;

import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Commands to a given Redis, each with a limit on its time. The Redis is its owner's, who closes it.
 *
 * <p>After a command that had no answer, guarded commands fail at once for a while; then one is let through, and the
 * others wait for how it fares. An error that Redis answers is an answer.
 */
public final class RedisLink {
    private final Redis redis;
    private final Timers timers;
    private final LinkPolicy policy;
    private final AtomicLong sent = new AtomicLong();
    private boolean resting;
    private long restUntil;

    public RedisLink(Redis redis, Timers timers, LinkPolicy policy) {
        this.redis = redis;
        this.timers = timers;
        this.policy = policy;
    }

    public Timers timers() {
        return timers;
    }

    public Duration timeout() {
        return policy.timeout();
    }

    public Duration rest() {
        return policy.rest();
    }

    /** How many commands were sent so far. */
    public long sent() {
        return sent.get();
    }

    /** A command. Lazy; the answer comes on any thread, and nil is a null item. */
    public Uni<@Nullable Response> send(Supplier<Request> command) {
        return Uni.createFrom().emitter(emitter -> begin(command.get(), emitter));
    }

    /** The same, unless Redis is left alone. */
    public Uni<@Nullable Response> guarded(Supplier<Request> command) {
        return Uni.createFrom().deferred(() -> {
            if (!mayTry()) {
                return Uni.createFrom().failure(new RedisAwayException("Redis is left alone for a while"));
            }
            return send(command);
        });
    }

    private void begin(Request command, UniEmitter<? super @Nullable Response> emitter) {
        sent.incrementAndGet();
        Timers.Timer timer = timers.after(policy.timeout(), () -> {
            failed();
            emitter.fail(new RedisAwayException("no answer within " + policy.timeout()));
        });
        emitter.onTermination(timer::cancel);
        redis.send(command).onComplete(done -> ended(done, timer, emitter));
    }

    private void ended(AsyncResult<Response> done, Timers.Timer timer, UniEmitter<? super @Nullable Response> emitter) {
        timer.cancel();
        if (done.succeeded()) {
            answered();
            emitter.complete(done.result());
        } else if (done.cause() instanceof Response) {
            answered();
            emitter.fail(done.cause());
        } else {
            failed();
            emitter.fail(done.cause());
        }
    }

    private synchronized boolean mayTry() {
        if (!resting) {
            return true;
        }
        long now = timers.nanos();
        if (now < restUntil) {
            return false;
        }
        // This one tries; if it is cancelled, another may after the same rest.
        restUntil = now + policy.rest().toNanos();
        return true;
    }

    private synchronized void answered() {
        resting = false;
    }

    private synchronized void failed() {
        resting = true;
        restUntil = timers.nanos() + policy.rest().toNanos();
    }
}
