/** Apple's WeatherKit. */
@NullMarked
package dev.catchwater.weather.source.weatherkit;

import org.jspecify.annotations.NullMarked;
