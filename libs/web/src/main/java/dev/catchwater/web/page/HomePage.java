package dev.catchwater.web.page;

import dev.catchwater.web.Problem;
import dev.catchwater.web.WebConfig;
import dev.catchwater.web.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves {@code pages/home.html} of the service at {@code /}; a service that has none, has no page. */
@ApplicationScoped
class HomePage {
    private static final String TEMPLATE = "pages/home.html";
    private static final String PORTAL_SLOT = "<!--portal-->";

    private final PortalLink portal;

    HomePage(WebConfig config) {
        this.portal = new PortalLink(config.portal());
    }

    void install(@Observes Router router) {
        template().ifPresent(template -> serve(router, template.replace(PORTAL_SLOT, portal.html())));
    }

    private static void serve(Router router, String html) {
        router.route(HttpMethod.GET, "/")
                .method(HttpMethod.HEAD)
                .handler(ctx -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=utf-8")
                        .end(html));
        router.route("/").handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            Problems.write(ctx, Problem.of(405));
        });
    }

    // By the thread's loader: that of tests and of dev mode sees the service's files, ours may not.
    private static Optional<String> template() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(TEMPLATE)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
