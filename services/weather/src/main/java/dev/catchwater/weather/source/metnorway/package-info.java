/** MET Norway's Locationforecast. */
@NullMarked
package dev.catchwater.weather.source.metnorway;

import org.jspecify.annotations.NullMarked;
