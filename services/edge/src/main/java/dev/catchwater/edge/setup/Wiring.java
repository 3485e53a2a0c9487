package dev.catchwater.edge.setup;

import dev.catchwater.edge.api.PageLinks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands each room a plain record of its knobs. */
class Wiring {

    @Produces
    @Singleton
    PageLinks pageLinks(EdgeConfig config) {
        return new PageLinks(config.portal());
    }
}
