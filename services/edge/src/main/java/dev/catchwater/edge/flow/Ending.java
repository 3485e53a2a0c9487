package dev.catchwater.edge.flow;

import io.vertx.core.Promise;
import java.time.Duration;

/**
 * How far the end of the data plane has come.
 *
 * @param until when the limit is over
 * @param quiet since when nothing has happened
 * @param connections that were open at the last look
 */
record Ending(long until, long quiet, int connections, Promise<Long> done) {
    Ending at(long now, int open, boolean busy) {
        return new Ending(until, busy || open != connections ? now : quiet, open, done);
    }

    boolean isOver(long now, Duration linger) {
        return now >= until || connections == 0 || now - quiet >= linger.toNanos();
    }
}
