package dev.catchwater.trading.setup;

import dev.catchwater.trading.api.PageLinks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands each room a plain record of its knobs. */
class Wiring {

    @Produces
    @Singleton
    PageLinks pageLinks(TradingConfig config) {
        return new PageLinks(config.portal());
    }
}
