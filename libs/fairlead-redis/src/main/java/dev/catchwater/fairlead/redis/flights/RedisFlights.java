package dev.catchwater.fairlead.redis.flights;

import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.Script;
import dev.catchwater.fairlead.store.SharedFlights;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Flights led by lease: whoever gets the lease of a key fetches, the others look again and again until the answer is
 * stored or the lease has ended, and then one of them takes over. Each lease has a greater fencing token than the one
 * before; a store with the same {@link Fences} refuses what a leader brings after another has taken over.
 *
 * <p>With Redis away every process goes alone, and collapses only what it is asked itself.
 */
public final class RedisFlights implements SharedFlights {
    private static final Script BOARD = Script.beside(RedisFlights.class, "board.lua");

    /** Longer than any late leader. */
    private static final Duration FENCE_LIFE = Duration.ofHours(1);

    private final RedisLink link;
    private final KeySpace keys;
    private final FlightPolicy policy;
    private final Fences fences;

    /**
     * Flights of one deployment.
     *
     * @param fences the store's
     */
    public RedisFlights(RedisLink link, KeySpace keys, FlightPolicy policy, Fences fences) {
        this.link = link;
        this.keys = keys;
        this.policy = policy;
        this.fences = fences;
    }

    @Override
    public Uni<Boarding> board(String key, Duration patience) {
        return Uni.createFrom()
                .<Boarding>emitter(emitter -> new Boarder(key, patience, emitter).begin())
                .invoke(boarding -> {
                    if (boarding instanceof Boarding.Lead(LedFlight flight, boolean again)) {
                        flight.take();
                    }
                });
    }

    private final class Boarder {
        private final String key;
        private final String lease;
        private final long until;
        private final UniEmitter<? super Boarding> emitter;
        private final String caller = UUID.randomUUID().toString();
        private final long began;
        private Timers.@Nullable Timer next;
        private boolean waited;
        private boolean over;

        Boarder(String key, Duration patience, UniEmitter<? super Boarding> emitter) {
            this.key = key;
            this.lease = keys.key("lead", key);
            this.began = link.timers().nanos();
            this.until = began + patience.toNanos();
            this.emitter = emitter;
        }

        void begin() {
            emitter.onTermination(this::leave);
            ask();
        }

        private synchronized void leave() {
            over = true;
            if (next != null) {
                next.cancel();
            }
        }

        private void ask() {
            List<Buffer> args = List.of(
                    Buffer.buffer(caller),
                    millis(policy.lease()),
                    Buffer.buffer(Long.toString(ChronoUnit.MICROS.between(
                            Instant.EPOCH, link.timers().instant()))),
                    millis(FENCE_LIFE));
            BOARD.run(link::guarded, List.of(fences.key(keys, key), lease), args)
                    .subscribe()
                    .with(this::answered, thrown -> emitter.complete(new Boarding.Alone()));
        }

        private void answered(@Nullable Response answer) {
            int turn = answer == null ? 3 : answer.get(0).toInteger();
            switch (turn) {
                case 0 -> linger(link.timers().nanos());
                case 1 -> lead(answer == null ? 0 : answer.get(1).toLong());
                case 2 -> emitter.complete(new Boarding.Stored());
                default -> emitter.complete(new Boarding.Alone());
            }
        }

        private void linger(long now) {
            waited = true;
            if (now >= until) {
                emitter.complete(new Boarding.Alone());
                return;
            }
            synchronized (this) {
                if (!over) {
                    next = link.timers().after(policy.poll(), this::ask);
                }
            }
        }

        /** The word of another's end may have gone unread, or come and gone while this one was not heard. */
        private boolean mayHaveMissed() {
            return waited || link.timers().nanos() - began > LedFlight.AFTERGLOW.toNanos() / 2;
        }

        private void lead(long token) {
            LedFlight flight = new LedFlight(link, policy, fences, key, lease, caller, token).begin();
            emitter.complete(new Boarding.Lead(flight, mayHaveMissed()));
            // Whoever left before it arrived, be it just now, never heard of it.
            if (!flight.isTaken()) {
                flight.end(Ending.GIVEN_UP);
            }
        }
    }

    private static Buffer millis(Duration duration) {
        return Buffer.buffer(Long.toString(duration.toMillis()));
    }
}
