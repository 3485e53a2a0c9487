/** The one queue: how many calls are in flight, who waits, for how long. */
@NullMarked
package dev.catchwater.fairlead.admission;

import org.jspecify.annotations.NullMarked;
