/** The paths of weather: today its page alone. */
@NullMarked
package dev.catchwater.weather.api;

import org.jspecify.annotations.NullMarked;
