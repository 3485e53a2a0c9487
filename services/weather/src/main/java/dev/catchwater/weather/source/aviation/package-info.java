/** NOAA's Aviation Weather Center: METARs of the whole world. */
@NullMarked
package dev.catchwater.weather.source.aviation;

import org.jspecify.annotations.NullMarked;
