package dev.catchwater.fairlead.redis.tokens;

import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.Script;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The right to ask for some tokens, renewed until it is given back. */
final class TokenLease {
    private static final Script HOLD = Script.beside(TokenLease.class, "hold.lua");

    private final RedisLink link;
    private final Duration lease;
    private final String key;
    private final String caller;
    private final long until;
    private Timers.@Nullable Timer renewal;
    private boolean ended;

    /** @param longest it is renewed for no longer, whatever becomes of its holder */
    TokenLease(RedisLink link, Duration lease, Duration longest, String key, String caller) {
        this.link = link;
        this.lease = lease;
        this.key = key;
        this.caller = caller;
        this.until = link.timers().nanos() + longest.toNanos();
    }

    synchronized void renewLater() {
        if (!ended && link.timers().nanos() < until) {
            renewal = link.timers().after(lease.dividedBy(3), () -> hold(lease, this::renewLater));
        }
    }

    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (renewal != null) {
                renewal.cancel();
            }
        }
        hold(Duration.ZERO, () -> {});
    }

    private void hold(Duration time, Runnable then) {
        List<Buffer> args = List.of(Buffer.buffer(caller), Buffer.buffer(Long.toString(time.toMillis())));
        HOLD.run(link::guarded, List.of(key), args).subscribe().with(held -> then.run(), lost -> then.run());
    }
}
