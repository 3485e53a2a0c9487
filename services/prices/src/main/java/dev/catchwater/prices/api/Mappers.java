package dev.catchwater.prices.api;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.WatchBook;
import dev.catchwater.web.Problem;
import dev.catchwater.web.problem.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The failures of this service as problems (RFC 9457). */
class Mappers {

    @ServerExceptionMapper
    Response full(PageBook.Full thrown) {
        return Problems.response(Problem.of("too-many-pages", "Too many pages", 409, thrown.getMessage()))
                .build();
    }

    @ServerExceptionMapper
    Response full(WatchBook.Full thrown) {
        return Problems.response(Problem.of("too-many-watches", "Too many watches", 409, thrown.getMessage()))
                .build();
    }

    @ServerExceptionMapper
    Response away(StoreAway thrown) {
        return Problems.response(Problem.of(503, "The database is away at the moment."))
                .header("Retry-After", 2)
                .build();
    }
}
