package dev.catchwater.trading.setup;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Every knob of trading. */
@ConfigMapping(prefix = "catchwater.trading")
interface TradingConfig {

    /** The page that lists all services, an absolute http or https URL; without it the page has no such link. */
    Optional<URI> portal();
}
