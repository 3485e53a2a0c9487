/** The limit on a whole call, from sending to the end of its body. */
@NullMarked
package dev.catchwater.fairlead.deadline;

import org.jspecify.annotations.NullMarked;
