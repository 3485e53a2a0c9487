package dev.catchwater.web.guard;

import dev.catchwater.web.Problem;
import dev.catchwater.web.problem.Problems;
import dev.catchwater.web.session.Sessions;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Set;

/**
 * Keeps foreign pages from acting through a browser that we trust, be it by its session cookie or because it runs on this
 * machine. A request that changes something must come from our own pages, as far as the browser tells
 * ({@code Sec-Fetch-Site}, {@code Origin}), and in a session it must show the session's token. A request with an
 * {@code Authorization} header is exempt: no foreign page can add that one.
 */
@ApplicationScoped
class OriginGuard {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OWN = Set.of("same-origin", "none");
    // These are forms and carry their token, if they need one, as a field.
    private static final Set<String> FORMS = Set.of("/login", "/logout");

    private final Sessions sessions;

    OriginGuard(Sessions sessions) {
        this.sessions = sessions;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, 925);
    }

    private void check(RoutingContext ctx) {
        var request = ctx.request();
        if (SAFE.contains(request.method().name()) || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            ctx.next();
            return;
        }
        if (foreign(request)) {
            Problems.write(
                    ctx, Problem.of("foreign-origin", "Foreign origin", 403, "Another site may not do this here."));
            return;
        }
        var session = sessions.of(request);
        if (session.isPresent() && !FORMS.contains(ctx.normalizedPath())) {
            var token = request.getHeader(Sessions.TOKEN_HEADER);
            if (token == null || !sessions.isTokenOf(session.get(), token)) {
                Problems.write(
                        ctx,
                        Problem.of(
                                "csrf-token",
                                "CSRF token missing",
                                403,
                                "In a session, show the token of" + " GET /session in the header "
                                        + Sessions.TOKEN_HEADER + "."));
                return;
            }
        }
        ctx.next();
    }

    private static boolean foreign(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN.contains(site)) {
            return true;
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !same(origin, request);
    }

    // Host and port only: behind a proxy that ends TLS the scheme we see is not the browser's.
    private static boolean same(String origin, HttpServerRequest request) {
        var authority = request.authority();
        try {
            var uri = new URI(origin);
            var fallback = "https".equals(uri.getScheme()) ? 443 : 80;
            return authority != null
                    && uri.getHost() != null
                    && uri.getHost().equalsIgnoreCase(authority.host())
                    && port(uri.getPort(), fallback) == port(authority.port(), fallback);
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static int port(int port, int fallback) {
        return port < 0 ? fallback : port;
    }
}
