package dev.catchwater.edge.setup.file;

import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.route.Routes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Routes that never change. */
public record FixedRoutes(Routes now, State state) implements RouteTable {
    /**
     * These routes.
     *
     * @param from what they were said by; empty if there are none
     */
    public static FixedRoutes of(Routes routes, String from, Instant since) {
        return new FixedRoutes(routes, new State(from, since, 1, Optional.empty()));
    }

    @Override
    public void watch(Consumer<Routes> listener) {
        listener.accept(now);
    }
}
