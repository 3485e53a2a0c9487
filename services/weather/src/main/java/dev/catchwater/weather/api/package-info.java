/** Our paths, status codes and JSON. */
@NullMarked
package dev.catchwater.weather.api;

import org.jspecify.annotations.NullMarked;
