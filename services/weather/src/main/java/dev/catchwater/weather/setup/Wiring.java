package dev.catchwater.weather.setup;

import dev.catchwater.weather.api.PageLinks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands each room a plain record of its knobs. */
class Wiring {

    @Produces
    @Singleton
    PageLinks pageLinks(WeatherConfig config) {
        return new PageLinks(config.portal());
    }
}
