/** Units, what people of a region are used to, and quantities that are derived from measured ones. Pure. */
@NullMarked
package dev.catchwater.weather.units;

import org.jspecify.annotations.NullMarked;
