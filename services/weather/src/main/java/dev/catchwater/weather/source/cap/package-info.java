/** The Common Alerting Protocol 1.0 to 1.2, as XML and as JSON. */
@NullMarked
package dev.catchwater.weather.source.cap;

import org.jspecify.annotations.NullMarked;
