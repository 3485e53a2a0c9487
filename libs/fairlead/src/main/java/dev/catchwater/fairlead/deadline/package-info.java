/** The limit on a whole call, from sending to the end of its body; what is left of it is told to upstreams. */
@NullMarked
package dev.catchwater.fairlead.deadline;

import org.jspecify.annotations.NullMarked;
