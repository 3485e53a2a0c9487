package dev.catchwater.edge.flow;

import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.Plane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.flow.hit.Hits;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What every request's steps need around them.
 *
 * @param nanos a clock that only goes forward
 * @param draining whether the node is about to end
 * @param inFlight requests whose responses have not ended
 * @param recoding makes codings of what is stored
 */
record Plant(
        Vertx vertx,
        Plane knobs,
        Lanes lanes,
        Shelf shelf,
        Served.Listener listener,
        InstantSource clock,
        LongSupplier nanos,
        BooleanSupplier draining,
        LongAdder inFlight,
        Recoding recoding) {

    /** For one event loop. */
    Hits hits() {
        return new Hits(knobs, lanes, shelf, listener, clock, nanos, draining);
    }
}
