package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Timers;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices a peer that is gone without a word: silence is answered by a ping, silence after that is death. Only silence
 * that is listened to counts; a socket that is not read for want of a reader proves nothing.
 */
final class Heartbeat {
    private final Duration ping;
    private final Duration pong;
    private final Timers timers;
    private final Sender sender;
    private Timers.@Nullable Timer timer;
    private long lastNanos;
    private boolean reading;
    private boolean asked;
    private boolean over;

    Heartbeat(WebSocketPolicy policy, Timers timers, Sender sender) {
        this.ping = policy.ping();
        this.pong = policy.pong();
        this.timers = timers;
        this.sender = sender;
    }

    void start(Connection connection) {
        lastNanos = timers.nanos();
        arm(connection, ping);
    }

    void stop() {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Something came. */
    void heard() {
        lastNanos = timers.nanos();
        asked = false;
    }

    /** Whether the socket is being read. */
    void reading(boolean now) {
        if (now && !reading) {
            heard();
        }
        reading = now;
    }

    private void arm(Connection connection, Duration delay) {
        if (!over) {
            timer = timers.after(delay, () -> look(connection));
        }
    }

    /** One timer that looks back, instead of one for each chunk. */
    private void look(Connection connection) {
        if (over) {
            return;
        }
        Duration limit = asked ? ping.plus(pong) : ping;
        Duration quiet = reading ? Duration.ofNanos(timers.nanos() - lastNanos) : Duration.ZERO;
        if (quiet.compareTo(limit) < 0) {
            arm(connection, limit.minus(quiet));
        } else if (asked) {
            connection.fail(new HttpFailure.TimedOut(HttpFailure.Phase.IDLE, limit));
        } else {
            asked = true;
            sender.ping(Buffer.buffer());
            arm(connection, pong);
        }
    }
}
