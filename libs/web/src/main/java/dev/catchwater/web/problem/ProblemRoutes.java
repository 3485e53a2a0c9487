package dev.catchwater.web.problem;

import dev.catchwater.web.Problem;
import dev.catchwater.web.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What fails outside JAX-RS, as problem+json: authentication, bounds, unknown paths, routes. */
@ApplicationScoped
class ProblemRoutes {
    // Up to here a body is read and thrown away, so that the client sees the answer; beyond, the connection is cut.
    private static final long DRAINED = 64L << 20;

    private static final Set<String> CARRIERS = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final long largest;
    private final BodyHandler unmeasured;

    ProblemRoutes(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10240K") MemorySize largest) {
        this.largest = largest.asLongValue();
        this.unmeasured = BodyHandler.create(false).setBodyLimit(this.largest);
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        // Before the page with which Quarkus lists all endpoints in dev and test mode: one answer everywhere.
        router.route().order(Integer.MAX_VALUE - 1).handler(ctx -> Problems.write(ctx, told(404)));
    }

    void filter(@Observes Filters filters) {
        filters.register(this::bound, 900);
    }

    private void bound(RoutingContext ctx) {
        var header = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (header == null && CARRIERS.contains(ctx.request().method().name())) {
            // A body of unknown length: Quarkus would answer its excess with an empty 413.
            unmeasured.handle(ctx);
            return;
        }
        var length = length(header);
        if (length <= largest) {
            ctx.next();
            return;
        }
        if (length > DRAINED) {
            ctx.response().putHeader(HttpHeaders.CONNECTION, "close");
            Problems.write(ctx, told(413));
            return;
        }
        ctx.request().endHandler(end -> Problems.write(ctx, told(413)));
        ctx.request().handler(read -> {}).resume();
    }

    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0; // Netty has refused such a request before it came here
        }
    }

    private void failed(RoutingContext ctx) {
        Problems.write(ctx, problem(ctx));
    }

    private static Problem problem(RoutingContext ctx) {
        var failure = ctx.failure();
        return switch (failure) {
            case null -> ctx.statusCode() >= 500 ? Problem.of(ctx.statusCode()) : told(ctx.statusCode());
            case ProblemException e -> e.problem();
            case AuthenticationFailedException _ -> told(401);
            case AuthenticationCompletionException _ -> told(401);
            case UnauthorizedException _ -> told(401);
            case ForbiddenException _ -> told(403);
            case HttpException e when e.getStatusCode() < 500 -> told(e.getStatusCode());
            default -> Problems.incident(failure, ctx.normalizedPath());
        };
    }

    private static Problem told(int status) {
        var safe = status >= 400 && status <= 599 ? status : 500;
        return Problem.of(safe, ProblemMappers.sentence(safe));
    }
}
