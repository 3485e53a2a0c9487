package dev.catchwater.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.catchwater.web.Problem;
import dev.catchwater.web.ProblemException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.handler.HttpException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** What a resource throws, as problem+json. */
public class ProblemMappers {
    private static final Set<String> KEPT =
            Set.of("allow", "retry-after", "www-authenticate", "location", "accept-post", "accept-patch", "vary");

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e, UriInfo uri) {
        var given = e.getResponse();
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        if (given.getStatus() >= 500 && e.getCause() != null) {
            return unexpected(e.getCause(), uri);
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return answer(Faults.json(json));
        }
        var told = Response.fromResponse(answer(Problem.of(given.getStatus(), sentence(given.getStatus()))));
        given.getHeaders().forEach((name, values) -> {
            if (KEPT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                told.header(name, null);
                values.forEach(value -> told.header(name, value));
            }
        });
        if (given.getStatus() == 405 && !given.getHeaders().containsKey(HttpHeaders.ALLOW)) {
            told.header(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.ofCurrentRequest()));
        }
        return told.build();
    }

    // Quarkus has a mapper of its own for this one, which would tell the names of our classes.
    @ServerExceptionMapper
    public Response json(MismatchedInputException e, UriInfo uri) {
        return e.getProcessor() instanceof com.fasterxml.jackson.core.JsonParser
                ? answer(Faults.json(e))
                : unexpected(e, uri);
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e, UriInfo uri) {
        return Faults.ofCaller(e.getConstraintViolations())
                ? answer(Faults.violations(e.getConstraintViolations()))
                : unexpected(e, uri);
    }

    @ServerExceptionMapper({
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class
    })
    public Response unauthorized() {
        return answer(Problem.of(401, sentence(401)));
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return answer(Problem.of(403, sentence(403)));
    }

    @ServerExceptionMapper
    public Response route(HttpException e, UriInfo uri) {
        return e.getStatusCode() < 500
                ? answer(Problem.of(e.getStatusCode(), sentence(e.getStatusCode())))
                : unexpected(e, uri);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, UriInfo uri) {
        return answer(Problems.incident(e, uri.getPath()));
    }

    static @Nullable String sentence(int status) {
        return switch (status) {
            case 401 -> "Show an API key: Authorization: Bearer cw_…, or sign in at /login.";
            case 403 -> "This key may not do that.";
            case 404 -> "There is nothing here.";
            case 405 -> "This resource has no such method: see Allow.";
            case 406 -> "None of the media types you accept is on offer.";
            case 413 -> "The body is larger than allowed.";
            case 415 -> "The body's media type is not understood here.";
            default -> null;
        };
    }

    private static Response answer(Problem problem) {
        return Problems.response(problem).build();
    }
}
