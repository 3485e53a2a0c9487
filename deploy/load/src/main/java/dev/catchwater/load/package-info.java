/** HTTP clients against each other, and Fairlead against hard times, as processes. Figures are compared within one run. */
@NullMarked
package dev.catchwater.load;

import org.jspecify.annotations.NullMarked;
