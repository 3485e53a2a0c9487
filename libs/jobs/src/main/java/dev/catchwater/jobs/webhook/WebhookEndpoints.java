package dev.catchwater.jobs.webhook;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The service's register of endpoints. */
public interface WebhookEndpoints {

    /** Empty if there is none any more: what waits for it is dropped. */
    Uni<Optional<WebhookEndpoint>> find(String id);

    /** The receiver answered 410: it wants nothing more. Done before the delivery is given up. */
    Uni<Void> gone(String id);
}
