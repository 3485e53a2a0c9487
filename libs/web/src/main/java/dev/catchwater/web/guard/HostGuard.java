package dev.catchwater.web.guard;

import dev.catchwater.web.Problem;
import dev.catchwater.web.WebConfig;
import dev.catchwater.web.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Answers only under names that are ours. A page whose name an attacker's DNS turned to 127.0.0.1 would otherwise be the
 * same origin as we are (DNS rebinding). On an open bind without configured names there is nothing to compare with.
 */
@ApplicationScoped
class HostGuard {
    private final List<String> hosts;
    private final boolean watching;

    @Inject
    HostGuard(WebConfig config, @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host) {
        this(config.hosts().orElse(List.of()), host);
    }

    HostGuard(List<String> hosts, String bind) {
        this.hosts = hosts;
        this.watching = !hosts.isEmpty() || Loopback.binds(bind);
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, 950);
    }

    private void check(RoutingContext ctx) {
        var authority = ctx.request().authority();
        if (answersAs(authority == null ? null : authority.host())) {
            ctx.next();
            return;
        }
        Problems.write(
                ctx,
                Problem.of(
                        "foreign-host",
                        "Foreign host",
                        421,
                        "This service does not answer under that"
                                + " name: use localhost, or add the name to catchwater.web.hosts."));
    }

    /** Whether a request for this host, without its port, is for us; null for one that names none. */
    boolean answersAs(@Nullable String host) {
        return !watching
                || (host != null && (Loopback.names(host) || hosts.stream().anyMatch(host::equalsIgnoreCase)));
    }
}
