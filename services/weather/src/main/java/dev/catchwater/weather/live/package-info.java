/** What changes, to listeners. */
@NullMarked
package dev.catchwater.weather.live;

import org.jspecify.annotations.NullMarked;
