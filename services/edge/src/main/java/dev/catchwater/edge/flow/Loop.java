package dev.catchwater.edge.flow;

import dev.catchwater.edge.flow.hit.Hits;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import java.util.List;
import java.util.function.IntConsumer;

/** One event loop's server. */
final class Loop extends AbstractVerticle {
    private final Plant plant;
    private final Crowd crowd;
    private final HttpServerOptions options;
    private final List<GuardedServer> among;
    private final IntConsumer bound;

    /**
     * Not listening yet.
     *
     * @param among where it puts itself
     * @param bound hears of the port
     */
    Loop(Plant plant, Crowd crowd, HttpServerOptions options, List<GuardedServer> among, IntConsumer bound) {
        this.plant = plant;
        this.crowd = crowd;
        this.options = options;
        this.among = among;
        this.bound = bound;
    }

    @Override
    public void start(Promise<Void> started) {
        Hits hits = plant.hits();
        listen(new Receive(plant, hits), hits)
                .onSuccess(bound::accept)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private Future<Integer> listen(Receive receive, Hits hits) {
        GuardedServer server = new GuardedServer((VertxInternal) vertx, options, plant.knobs(), hits, crowd);
        server.requestHandler(receive::receive);
        server.invalidRequestHandler(receive::invalid);
        among.add(server);
        return server.listen().map(listening -> server.actualPort());
    }
}
