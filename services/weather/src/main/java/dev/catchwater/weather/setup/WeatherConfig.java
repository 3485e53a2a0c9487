package dev.catchwater.weather.setup;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Every knob of weather. */
@ConfigMapping(prefix = "catchwater.weather")
interface WeatherConfig {

    /** The page that lists all services, an absolute http or https URL; without it the page has no such link. */
    Optional<URI> portal();
}
