package dev.catchwater.prices.setup;

import dev.catchwater.prices.api.PageLinks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands each room a plain record of its knobs. */
class Wiring {

    @Produces
    @Singleton
    PageLinks pageLinks(PricesConfig config) {
        return new PageLinks(config.portal());
    }
}
