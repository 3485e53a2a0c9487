package dev.catchwater.edge.setup;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.ShelfView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says how the store's disk does. The node is ready without it, too: it goes on from memory. */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {
    private final Shelf shelf;

    StoreHealth(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public HealthCheckResponse call() {
        ShelfView view = shelf.view();
        String disk = view.disk().maxBytes() == 0
                ? "none"
                : view.trouble().now().isEmpty()
                        ? "works"
                        : "degraded: " + view.trouble().now();
        return HealthCheckResponse.named("store").up().withData("disk", disk).build();
    }
}
