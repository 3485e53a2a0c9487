/** Fairlead under faults for minutes: what it must not lose. */
@NullMarked
package dev.catchwater.load.soak;

import org.jspecify.annotations.NullMarked;
