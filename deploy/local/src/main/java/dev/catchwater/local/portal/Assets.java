package dev.catchwater.local.portal;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The files of the page, read once from the class path. */
final class Assets {

    private Assets() {}

    static void serve(Router router) {
        serve(router, "/", "/portal/index.html", "text/html;charset=UTF-8");
        serve(router, "/portal.css", "/portal/portal.css", "text/css;charset=UTF-8");
        serve(router, "/portal.js", "/portal/portal.js", "text/javascript;charset=UTF-8");
        serve(router, "/web/catchwater.css", "/portal/web/catchwater.css", "text/css;charset=UTF-8");
        serve(router, "/web/theme.js", "/portal/web/theme.js", "text/javascript;charset=UTF-8");
        serve(router, "/web/icon.svg", "/portal/web/icon.svg", "image/svg+xml");
    }

    private static void serve(Router router, String path, String resource, String type) {
        Buffer body = read(resource);
        router.get(path)
                .handler(context ->
                        context.response().putHeader("Content-Type", type).end(body));
    }

    private static Buffer read(String resource) {
        try (var in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the launcher was built without " + resource);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
