package dev.catchwater.sandbox.weather;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Whether a request says who asks, as those who give for nothing want it. */
final class Identification {

    private static final Pattern GENERIC =
            Pattern.compile("(?i)(okhttp|java|python|curl|wget|vert\\.?x|mozilla|dalvik|axios|go-http-client)\\b.*");

    private Identification() {}

    static boolean missing(RoutingContext ctx) {
        String agent = ctx.request().getHeader("User-Agent");
        return agent == null || agent.isBlank() || GENERIC.matcher(agent).matches();
    }
}
