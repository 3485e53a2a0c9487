package dev.catchwater.fairlead.redis.limits;

import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.rate.LeaseSource;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.Sharing;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Leases over Redis: one script call a lease. Tokens that are not there yet are promised in the order of asking, and the
 * answer waits for them; so nobody asks in vain and nothing is left over.
 *
 * <p>With Redis away the asking fails, later than whatever others were promised before: from then on each node keeps to
 * its share. A Redis that is back gives nothing until all nodes have noticed, and begins with an empty bucket; so does
 * one that has forgotten everything, and one that is met for the first time.
 */
public final class RedisLeases implements LeaseSource {
    private static final Script LEASE = Script.beside(RedisLeases.class, "lease.lua");

    /** For timers and answers that are late. */
    private static final Duration SLACK = Duration.ofMillis(250);

    private final RedisLink link;
    private final KeySpace keys;
    private final LeaseTerms terms;
    private final Duration settle;
    private boolean down;
    private boolean everDown;
    private long downSince;
    private long lastFailure;

    /**
     * Leases of one deployment.
     *
     * @throws IllegalArgumentException if the link's timeout is not shorter than what a lease is valid for
     */
    public RedisLeases(RedisLink link, KeySpace keys, LeaseTerms terms) {
        if (link.timeout().compareTo(terms.validFor()) >= 0) {
            throw new IllegalArgumentException("a lease must be valid for longer than an answer may take");
        }
        this.link = link;
        this.keys = keys;
        this.terms = terms;
        this.settle = terms.away().plus(terms.reserve()).plus(link.timeout()).plus(SLACK);
    }

    /**
     * How a client shares its limits through this source.
     *
     * @param parts how many processes share them
     */
    public Sharing sharing(int parts) {
        Duration patience = terms.reserve().plus(link.timeout()).plus(SLACK);
        return new Sharing(this, parts, terms.maxTokens(), patience, terms.away());
    }

    /**
     * A limit of which no window of this length sees more than {@code count}, although leases are spent after they were
     * given.
     *
     * @param burst what may come at once; larger than a lease
     */
    public RateLimit perWindow(int count, Duration window, int burst) {
        return RateLimit.perWindow(count, window.plus(terms.validFor()), burst);
    }

    @Override
    public Uni<Lease> lease(Ask ask) {
        return Uni.createFrom().deferred(() -> {
            Timers timers = link.timers();
            long began = timers.nanos();
            return LEASE.run(link::send, List.of(keys.key("limit", ask.bucket()), keys.key("born")), args(ask, began))
                    .onItem()
                    .transformToUni(answer -> answered(answer, began))
                    .onFailure()
                    .recoverWithUni(this::failed);
        });
    }

    private List<Buffer> args(Ask ask, long now) {
        RateLimit limit = ask.limit();
        return Stream.of(
                        limit.burst(),
                        limit.interval().toNanos() / 1_000.0,
                        ask.tokens(),
                        ChronoUnit.MICROS.between(Instant.EPOCH, ask.now()),
                        micros(terms.maxSkew()),
                        micros(terms.reserve()),
                        micros(settle),
                        micros(link.timeout()) * 4 / 5,
                        isReturning(now) ? 1 : 0)
                .map(number -> Buffer.buffer(number.toString()))
                .toList();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private Uni<Lease> answered(@Nullable Response answer, long began) {
        if (answer == null || answer.size() != 2) {
            return Uni.createFrom().failure(new IllegalStateException("not what the script answers"));
        }
        up();
        int given = answer.get(0).toInteger();
        Duration wait = Duration.of(answer.get(1).toLong(), ChronoUnit.MICROS);
        if (given == 0) {
            return Uni.createFrom().item(new Lease(0, terms.validFor(), wait));
        }
        return wait.isZero()
                ? Uni.createFrom().item(() -> valid(given, began, wait))
                : link.timers().pause(wait).map(there -> valid(given, began, wait));
    }

    /** Redis gave it no earlier than it was asked. */
    private Lease valid(int given, long began, Duration wait) {
        Duration old = Duration.ofNanos(link.timers().nanos() - began).minus(wait);
        Duration left = terms.validFor().minus(old);
        return left.isPositive()
                ? new Lease(given, left, Duration.ZERO)
                : new Lease(0, terms.validFor(), Duration.ZERO);
    }

    private Uni<Lease> failed(Throwable thrown) {
        Duration others = down(link.timers().nanos());
        Uni<Lease> failure = Uni.createFrom().failure(thrown);
        return others.isPositive() ? link.timers().pause(others).chain(() -> failure) : failure;
    }

    private synchronized void up() {
        down = false;
    }

    /** Notes that Redis is away, and tells how long what it promised before may still come. */
    private synchronized Duration down(long now) {
        if (!down) {
            down = true;
            downSince = now;
        }
        everDown = true;
        lastFailure = now;
        return terms.reserve().minusNanos(now - downSince);
    }

    private synchronized boolean isReturning(long now) {
        return everDown && now - lastFailure <= settle.toNanos();
    }
}
