package dev.catchwater.trading.api;

import dev.catchwater.trading.flow.NotReady;
import dev.catchwater.web.Problem;
import dev.catchwater.web.problem.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The failures of this service as problems (RFC 9457). */
class Mappers {

    @ServerExceptionMapper
    Response early(NotReady thrown) {
        var problem = Problem.of("not-reconciled", "Not trading yet", 503, String.valueOf(thrown.getMessage()));
        return Problems.response(problem).header("Retry-After", 2).build();
    }
}
