package dev.catchwater.fairlead.redis;

import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Commands to a given Redis, each with a limit on its time, which it may spend waiting for its turn: only so many are
 * under way at once, and that a pool is full says nothing about Redis. The Redis is its owner's, who closes it.
 *
 * <p>After a command that had no answer, guarded commands fail at once for a while; then one is let through, and the
 * others wait for how it fares. An error that Redis answers is an answer.
 */
public final class RedisLink {
    private final Redis redis;
    private final Timers timers;
    private final LinkPolicy policy;
    private final Turns turns;
    private final AtomicLong sent = new AtomicLong();
    private boolean resting;
    private long restUntil;

    public RedisLink(Redis redis, Timers timers, LinkPolicy policy) {
        this.redis = redis;
        this.timers = timers;
        this.policy = policy;
        this.turns = new Turns(policy.atOnce());
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

    /**
     * A command. Lazy; the answer comes on any thread, and nil is a null item. One that is given up when it was sent is
     * waited for all the same, so that a Redis that stands still is noticed.
     */
    public Uni<@Nullable Response> send(Supplier<Request> command) {
        return Uni.createFrom().emitter(emitter -> new Sending(this, redis, turns, command.get(), emitter).begin());
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

    void counted() {
        sent.incrementAndGet();
    }

    /** How Redis fares: a command was answered, or was not. */
    synchronized void heard(boolean answered) {
        resting = !answered;
        if (resting) {
            restUntil = timers.nanos() + policy.rest().toNanos();
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
}
