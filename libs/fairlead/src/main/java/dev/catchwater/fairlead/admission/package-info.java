/** The one queue: how many attempts are in flight, who waits, for how long, and who is turned away. */
@NullMarked
package dev.catchwater.fairlead.admission;

import org.jspecify.annotations.NullMarked;
