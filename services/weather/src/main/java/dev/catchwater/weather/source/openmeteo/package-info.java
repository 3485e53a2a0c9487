/** Open-Meteo. */
@NullMarked
package dev.catchwater.weather.source.openmeteo;

import org.jspecify.annotations.NullMarked;
