/** OpenWeatherMap. */
@NullMarked
package dev.catchwater.weather.source.openweathermap;

import org.jspecify.annotations.NullMarked;
