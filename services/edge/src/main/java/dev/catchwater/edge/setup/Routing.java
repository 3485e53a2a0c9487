package dev.catchwater.edge.setup;

import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.edge.setup.file.FixedRoutes;
import dev.catchwater.edge.setup.file.RouteFile;
import dev.catchwater.edge.setup.file.WatchedRoutes;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The routes: a watched file, the shorthand, or none. */
class Routing {

    private static final Logger LOG = Logger.getLogger(Routing.class);

    /**
     * As they are now; looked at again and again where they are in a file.
     *
     * @throws IllegalStateException if they are wrong, which keeps the node from coming up
     */
    RouteTable routes(RoutesConfig config, Vertx vertx, InstantSource clock) {
        Optional<List<URI>> single = config.single().origins().filter(origins -> !origins.isEmpty());
        if (config.file().isPresent() && single.isPresent()) {
            throw new IllegalStateException("catchwater.edge.routes.file and catchwater.edge.routes.default.origins are"
                    + " two ways to say the same: take one of them out");
        }
        if (config.file().isPresent()) {
            return watched(config.file().get(), config, vertx, clock);
        }
        Routes routes = single.map(Routing::shorthand).orElse(Routes.NONE);
        if (routes.routes().isEmpty()) {
            LOG.warn("there are no routes: say catchwater.edge.routes.file or catchwater.edge.routes.default.origins");
        }
        String from = single.isPresent() ? "catchwater.edge.routes.default.origins" : "";
        return FixedRoutes.of(routes, from, clock.instant());
    }

    private static RouteTable watched(Path file, RoutesConfig config, Vertx vertx, InstantSource clock) {
        WatchedRoutes routes = new WatchedRoutes(file, System::getenv, clock);
        vertx.setPeriodic(
                Math.max(10, config.lookEvery().toMillis()),
                timer -> vertx.executeBlocking(() -> {
                    routes.look();
                    return null;
                }));
        return routes;
    }

    /** What a file of one route would say, read by the same reader. */
    static Routes shorthand(List<URI> origins) {
        String list = origins.stream().map(uri -> "\"" + uri + "\"").collect(Collectors.joining(", "));
        return switch (RouteFile.read("routes: [{name: default, origins: [" + list + "]}]", name -> null)) {
            case RouteFile.Read.Good(Routes routes) -> routes;
            case RouteFile.Read.Bad bad ->
                throw new IllegalStateException("catchwater.edge.routes.default.origins: "
                        + bad.faults().getFirst().message());
        };
    }
}
