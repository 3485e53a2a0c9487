package dev.catchwater.fairlead.redis.flights;

import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.Script;
import dev.catchwater.fairlead.store.SharedFlights.Ending;
import dev.catchwater.fairlead.store.SharedFlights.Flight;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flight that is led here: its lease is renewed until it ends, is lost, or has lasted too long. */
final class LedFlight implements Flight {
    private static final Script HOLD = Script.beside(LedFlight.class, "hold.lua");

    /** Who looked into the store before the answer was there, and asks after it is, is told to look again. */
    static final Duration AFTERGLOW = Duration.ofMillis(300);

    private final RedisLink link;
    private final FlightPolicy policy;
    private final Fences fences;
    private final String key;
    private final String lease;
    private final String caller;
    private final long token;
    private final long began;
    private Timers.@Nullable Timer renewal;
    private boolean ended;
    private volatile boolean taken;

    LedFlight(RedisLink link, FlightPolicy policy, Fences fences, String key, String lease, String caller, long token) {
        this.link = link;
        this.policy = policy;
        this.fences = fences;
        this.key = key;
        this.lease = lease;
        this.caller = caller;
        this.token = token;
        this.began = link.timers().nanos();
    }

    LedFlight begin() {
        fences.raise(key, token);
        renewLater();
        return this;
    }

    /** Its leader has it, and will end it. */
    void take() {
        taken = true;
    }

    boolean isTaken() {
        return taken;
    }

    private synchronized void renewLater() {
        if (!ended && link.timers().nanos() - began < policy.longest().toNanos()) {
            renewal = link.timers().after(policy.lease().dividedBy(3), this::renew);
        }
    }

    /** A renewal that is lost is tried again, in case the next one comes in time. */
    private void renew() {
        hold("=", policy.lease())
                .subscribe()
                .with(
                        held -> {
                            if (held) {
                                renewLater();
                            }
                        },
                        thrown -> renewLater());
    }

    private Uni<Boolean> hold(String what, Duration time) {
        List<Buffer> args =
                List.of(Buffer.buffer(caller), Buffer.buffer(what), Buffer.buffer(Long.toString(time.toMillis())));
        return HOLD.run(link::guarded, List.of(lease), args).map(answer -> answer != null && answer.toInteger() == 1);
    }

    @Override
    public void end(Ending ending) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (renewal != null) {
                renewal.cancel();
            }
        }
        fences.lower(key, token);
        String what = switch (ending) {
            case STORED -> "!stored";
            case UNSHARED -> "!unshared";
            case GIVEN_UP -> "";
        };
        hold(what, AFTERGLOW).subscribe().with(held -> {}, thrown -> {});
    }
}
