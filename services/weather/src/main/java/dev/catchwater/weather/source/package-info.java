/** What all providers share: calls, failures, freshness, numbers in the units of the root. */
@NullMarked
package dev.catchwater.weather.source;

import org.jspecify.annotations.NullMarked;
