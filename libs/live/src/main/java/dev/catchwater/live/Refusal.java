package dev.catchwater.live;

import io.vertx.ext.web.RoutingContext;

/** Answers a listener that is not let in; {@code Problems::write} of {@code web} fits. */
@FunctionalInterface
public interface Refusal {
    /**
     * Answers and ends the response.
     *
     * @param status 400, 401, 403, 405, 500 or 503
     */
    void write(RoutingContext ctx, int status, String detail);
}
