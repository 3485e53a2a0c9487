/** What answers say about rate limits, in every dialect that is spoken: pure, without a clock. */
@NullMarked
package dev.catchwater.fairlead.signal;

import org.jspecify.annotations.NullMarked;
