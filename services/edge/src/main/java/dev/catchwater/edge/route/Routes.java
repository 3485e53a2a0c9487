package dev.catchwater.edge.route;

import dev.catchwater.fairlead.Headers;
import java.util.List;
import java.util.Optional;

/**
 * All routes of a node, in order: the first that matches a request has it. Immutable; a change of the file is another one.
 *
 * @param routes at most {@value #MOST}, their names all different
 */
public record Routes(List<Route> routes) {
    /** More are refused: each request looks at them one by one. */
    public static final int MOST = 256;

    /** No request is for us. */
    public static final Routes NONE = new Routes(List.of());

    public Routes {
        routes = List.copyOf(routes);
        if (routes.size() > MOST) {
            throw new IllegalArgumentException("there are at most " + MOST + " routes");
        }
        if (routes.stream().map(Route::name).distinct().count() != routes.size()) {
            throw new IllegalArgumentException("two routes have one name");
        }
    }

    /**
     * The route of a request; empty: it is for nobody here (RFC 9110 §15.5.20).
     *
     * @param host as the request names it, in any case, with or without a port
     * @param path as it came, from {@code /} on, without the query
     */
    public Optional<Route> of(String host, String path, Headers headers) {
        String name = Match.nameOf(host);
        String form = RequestPath.normalised(path);
        for (Route route : routes) {
            if (route.match().takes(name, form, headers)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    /** By its name. */
    public Optional<Route> named(String name) {
        return routes.stream().filter(route -> route.name().equals(name)).findFirst();
    }
}
