/** Not asking an origin that does not answer: one circuit an origin, opened by failures and closed by probes. */
@NullMarked
package dev.catchwater.fairlead.breaker;

import org.jspecify.annotations.NullMarked;
