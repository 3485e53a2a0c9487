/** Where. Pure. */
@NullMarked
package dev.catchwater.weather.place;

import org.jspecify.annotations.NullMarked;
