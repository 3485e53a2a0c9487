/** What a place, a reading, a forecast and a provider are; what the service decides without I/O. */
@NullMarked
package dev.catchwater.weather;

import org.jspecify.annotations.NullMarked;
