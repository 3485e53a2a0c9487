/** Pirate Weather. */
@NullMarked
package dev.catchwater.weather.source.pirateweather;

import org.jspecify.annotations.NullMarked;
