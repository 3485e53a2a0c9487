package dev.catchwater.weather.api;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.weather.PlaceBook;
import dev.catchwater.weather.SubscriptionBook;
import dev.catchwater.weather.flow.Notifying;
import dev.catchwater.web.Problem;
import dev.catchwater.web.problem.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The failures of this service as problems (RFC 9457). */
class Mappers {

    @ServerExceptionMapper
    Response full(PlaceBook.Full thrown) {
        return Problems.response(Problem.of("too-many-places", "Too many places", 409, thrown.getMessage()))
                .build();
    }

    @ServerExceptionMapper
    Response full(Notifying.Full thrown) {
        return Problems.response(
                        Problem.of("too-many-subscriptions", "Too many subscriptions", 409, thrown.getMessage()))
                .build();
    }

    @ServerExceptionMapper
    Response gone(SubscriptionBook.NoSuchPlace thrown) {
        return Problems.response(Problem.of(404)).build();
    }

    @ServerExceptionMapper
    Response away(StoreAway thrown) {
        return Problems.response(Problem.of(503, "The database is away at the moment."))
                .header("Retry-After", 2)
                .build();
    }
}
