/** How often: buckets of tokens, what is charged to them, and what they learn from answers. Pure, without a clock. */
@NullMarked
package dev.catchwater.fairlead.rate;

import org.jspecify.annotations.NullMarked;
