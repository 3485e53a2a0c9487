/** An application whose requests make calls, as those of any service do: within Quarkus, on contexts of their own. */
@NullMarked
package dev.catchwater.load.quarkus;

import org.jspecify.annotations.NullMarked;
