package dev.catchwater.edge.api;

import dev.catchwater.edge.flow.Purging;
import dev.catchwater.web.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The failures of this service as problems (RFC 9457). */
class Mappers {

    @ServerExceptionMapper
    Response reused(Purging.KeyReused thrown) {
        Problem problem = Problem.of(
                "idempotency-key-reused", "The Idempotency-Key stands for another purge", 422, "Use a key once.");
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.toJson())
                .build();
    }
}
