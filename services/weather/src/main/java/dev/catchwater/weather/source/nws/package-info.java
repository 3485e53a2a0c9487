/** The US National Weather Service. */
@NullMarked
package dev.catchwater.weather.source.nws;

import org.jspecify.annotations.NullMarked;
