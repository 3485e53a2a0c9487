package dev.catchwater.web.guard;

import dev.catchwater.web.WebConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start where strangers could write without a key. */
@ApplicationScoped
class BindGuard {
    private final boolean demo;
    private final String host;

    @Inject
    BindGuard(WebConfig config, @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String host) {
        this(config.demoUser(), host);
    }

    BindGuard(boolean demo, String host) {
        this.demo = demo;
        this.host = host;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        check();
    }

    void check() {
        if (demo && !Loopback.binds(host)) {
            throw new IllegalStateException("catchwater.web.demo-user=true lets everybody write without a key, and"
                    + " quarkus.http.host=" + host
                    + " is reachable from other machines: set quarkus.http.host=127.0.0.1,"
                    + " or catchwater.web.demo-user=false.");
        }
    }
}
