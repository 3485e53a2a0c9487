/** One request and one answer over a connection; the only place that knows the transport. */
@NullMarked
package dev.catchwater.fairlead.exchange;

import org.jspecify.annotations.NullMarked;
