package dev.catchwater.edge.live;

import dev.catchwater.edge.Served;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.tally.Point;
import dev.catchwater.live.Hub;
import dev.catchwater.live.LiveEvent;
import dev.catchwater.live.LiveSignal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Tells listeners of seconds, of sampled requests and of changes of the routes. Whatever thread something happens on goes
 * on at once: one context gives the numbers and publishes.
 */
public final class Feed {
    private final Hub<String> hub;
    private final Context context;
    private long last;

    public Feed(Vertx vertx, Consumer<LiveSignal> signals) {
        this.context = vertx.getOrCreateContext();
        this.hub = Hub.<String>builder(vertx)
                .numbered()
                .encode(json -> json)
                .signals(signals)
                .mostListeners(1_000)
                .build();
    }

    /** Where listeners join. */
    public Hub<String> hub() {
        return hub;
    }

    /** A second has gone by. */
    public void second(Point point) {
        tell("second", JsonObject.mapFrom(point));
    }

    /** One of many requests. */
    public void request(Served served) {
        tell(
                "request",
                new JsonObject()
                        .put("route", served.route())
                        .put("method", served.method())
                        .put("host", served.host())
                        .put("path", served.path())
                        .put("status", served.status())
                        .put("how", served.how().name().toLowerCase(Locale.ROOT))
                        .put("cacheStatus", served.cacheStatus())
                        .put("bytes", served.bytes())
                        .put("micros", served.nanos() / 1_000)
                        .put("originMicros", served.originNanos() / 1_000));
    }

    /** Other routes hold, or were refused. */
    public void routes(RouteTable.State state) {
        tell(
                "routes",
                new JsonObject()
                        .put("version", state.version())
                        .put("refused", state.refused().isPresent()));
    }

    /** Ends every listener's stream. */
    public void stop() {
        hub.close();
    }

    private void tell(String type, JsonObject what) {
        context.runOnContext(now -> hub.publish(new LiveEvent<>(Long.toString(++last), type, what.encode())));
    }
}
