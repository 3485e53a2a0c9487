/** Typed configuration, wiring and health of weather. */
@NullMarked
package dev.catchwater.weather.setup;

import org.jspecify.annotations.NullMarked;
