/** Places and what was learned, in PostgreSQL. */
@NullMarked
package dev.catchwater.weather.store;

import org.jspecify.annotations.NullMarked;
