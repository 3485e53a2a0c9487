/** Health of weather. */
@NullMarked
package dev.catchwater.weather.setup;

import org.jspecify.annotations.NullMarked;
