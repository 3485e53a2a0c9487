package dev.catchwater.edge.route;

import java.util.function.Consumer;

/** The routes as they are at the moment. */
public interface RouteTable {
    /** Those that hold now; a request keeps the ones that it began with. */
    Routes now();

    /** Tells of the routes that hold now, at once and on the caller's thread, and of each change, one at a time. */
    void watch(Consumer<Routes> listener);
}
