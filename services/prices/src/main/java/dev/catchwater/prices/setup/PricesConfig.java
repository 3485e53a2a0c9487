package dev.catchwater.prices.setup;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Every knob of prices. */
@ConfigMapping(prefix = "catchwater.prices")
interface PricesConfig {

    /** The page that lists all services, an absolute http or https URL; without it the page has no such link. */
    Optional<URI> portal();
}
