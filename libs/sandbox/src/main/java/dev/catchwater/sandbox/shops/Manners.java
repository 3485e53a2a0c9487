package dev.catchwater.sandbox.shops;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** How crawlers behave at the origin that all shops share: when each request came, and how many met another's. */
final class Manners implements Handler<RoutingContext> {

    private static final int KEPT = 20_000;

    private final InstantSource clock;
    private final Deque<Instant> came = new ArrayDeque<>();
    private int inside;
    private int together;

    Manners(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext ctx) {
        enter();
        // Also when the connection ends first, as that of a crawler that was killed.
        ctx.addEndHandler(ended -> leave());
        ctx.next();
    }

    private synchronized void enter() {
        came.addLast(clock.instant());
        if (came.size() > KEPT) {
            came.removeFirst();
        }
        inside++;
        together += inside > 1 ? 1 : 0;
    }

    private synchronized void leave() {
        inside--;
    }

    /** How many came while another was inside; then when each came, in milliseconds. */
    synchronized List<String> told() {
        return Stream.concat(
                        Stream.of(Integer.toString(together)),
                        came.stream().map(at -> Long.toString(at.toEpochMilli())))
                .toList();
    }
}
