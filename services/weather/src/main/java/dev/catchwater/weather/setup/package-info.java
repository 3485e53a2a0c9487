/** Configuration, wiring, health and start-up. */
@NullMarked
package dev.catchwater.weather.setup;

import org.jspecify.annotations.NullMarked;
