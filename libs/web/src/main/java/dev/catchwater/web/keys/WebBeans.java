package dev.catchwater.web.keys;

import dev.catchwater.web.Cursors;
import dev.catchwater.web.KeyStore;
import dev.catchwater.web.Secret;
import dev.catchwater.web.WebConfig;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the nouns of the root injectable. */
@ApplicationScoped
class WebBeans {
    private static final Logger LOG = Logger.getLogger("dev.catchwater.web");

    // At start, because a bad key is not to be told by the first request that needs it.
    @Startup
    @Produces
    @Singleton
    Secret secret(WebConfig config) {
        return config.cursorKey().map(Secret::of).orElseGet(() -> {
            if (!config.demoUser()) {
                LOG.warn("catchwater.web.cursor-key is not set: cursors and sessions end with this process,"
                        + " and other replicas refuse them");
            }
            return Secret.random(new SecureRandom());
        });
    }

    @Produces
    @Singleton
    Cursors cursors(Secret secret) {
        return new Cursors(secret);
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    KeyStore keys(WebConfig config, Vertx vertx) {
        return new FileKeyStore(
                vertx,
                Path.of(config.keyFile().orElse(".catchwater/" + config.service() + "/keys"))
                        .toAbsolutePath());
    }

    @Produces
    @DefaultBean
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }
}
