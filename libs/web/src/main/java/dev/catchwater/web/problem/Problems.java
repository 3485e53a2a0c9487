package dev.catchwater.web.problem;

import dev.catchwater.web.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Problems as answers, of Vert.x routes and of resources. */
public final class Problems {
    /** RFC 6750 §3: a client without credentials is told the scheme alone. */
    static final String CHALLENGE = "Bearer";

    private static final Logger LOG = Logger.getLogger("dev.catchwater.web");

    private Problems() {}

    /** Answers the problem and ends the response; an answer that has begun is cut off instead. */
    public static void write(RoutingContext ctx, Problem problem) {
        var response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == 401 && !response.headers().contains("www-authenticate")) {
            response.putHeader("www-authenticate", CHALLENGE);
        }
        response.end(problem.toJson());
    }

    /** The same for who knows a status and a sentence only, such as {@code live}. */
    public static void write(RoutingContext ctx, int status, String detail) {
        write(ctx, Problem.of(status, detail));
    }

    /** The problem as a resource's answer, for mappers of a service's own exceptions. */
    public static Response.ResponseBuilder response(Problem problem) {
        var response = Response.status(problem.status())
                .entity(problem.toJson())
                .type(Problem.MEDIA_TYPE)
                .header(jakarta.ws.rs.core.HttpHeaders.CACHE_CONTROL, "no-store");
        return problem.status() == 401
                ? response.header(jakarta.ws.rs.core.HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                : response;
    }

    /** Logs a fault of ours under a new incident id; the problem names the id and nothing else. */
    static Problem incident(Throwable fault, String where) {
        var id = UUID.randomUUID().toString();
        LOG.errorf(fault, "incident %s at %s", id, where);
        return Problem.of(500, "Something failed here. The log has it under this incident.")
                .withInstance(java.net.URI.create("urn:uuid:" + id))
                .with("incident", id);
    }
}
