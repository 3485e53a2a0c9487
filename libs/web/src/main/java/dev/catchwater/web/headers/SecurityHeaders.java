package dev.catchwater.web.headers;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Sets the headers on every answer of the main port; a resource that sets one itself is left alone. */
@ApplicationScoped
class SecurityHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";
    private static final String FRAMES_ONLY = "frame-ancestors 'none'";
    private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    void install(@Observes Filters filters) {
        filters.register(this::set, 1000);
    }

    private void set(RoutingContext ctx) {
        var headers = ctx.response().headers();
        // Quarkus' own pages (Dev UI, Swagger UI) have inline scripts; they exist in development only.
        var policy = ctx.normalizedPath().startsWith("/q/") ? FRAMES_ONLY : POLICY;
        headers.set("content-security-policy", policy)
                .set("x-content-type-options", "nosniff")
                // Not no-referrer: that would turn the Origin of our own forms into "null".
                .set("referrer-policy", "same-origin")
                .set("cross-origin-opener-policy", "same-origin")
                .set("cross-origin-resource-policy", "same-origin")
                .set("permissions-policy", PERMISSIONS);
        if (ctx.request().isSSL()) {
            headers.set("strict-transport-security", "max-age=31536000");
        }
        ctx.addHeadersEndHandler(v -> caching(headers));
        ctx.next();
    }

    // Quarkus calls static files immutable for a day, but our files keep their names when they change.
    private static void caching(MultiMap headers) {
        var said = headers.get(HttpHeaders.CACHE_CONTROL);
        if (said == null || said.contains("immutable")) {
            headers.set(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
    }
}
