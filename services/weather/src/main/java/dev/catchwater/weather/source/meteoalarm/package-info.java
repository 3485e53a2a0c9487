/** MeteoAlarm's feeds. */
@NullMarked
package dev.catchwater.weather.source.meteoalarm;

import org.jspecify.annotations.NullMarked;
