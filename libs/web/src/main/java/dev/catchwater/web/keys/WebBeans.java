package dev.catchwater.web.keys;

import dev.catchwater.web.Cursors;
import dev.catchwater.web.Secret;
import dev.catchwater.web.WebConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jboss.logging.Logger;

/** Makes the nouns of the root injectable. */
@ApplicationScoped
class WebBeans {
    private static final Logger LOG = Logger.getLogger("dev.catchwater.web");

    @Produces
    @Singleton
    Secret secret(WebConfig config) {
        return config.cursorKey().orElseGet(() -> {
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
}
