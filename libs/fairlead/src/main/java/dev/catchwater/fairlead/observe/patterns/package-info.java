/** How hosts and routes answer: rates, errors, latencies and sizes of late, and what has changed. Bounded. */
@NullMarked
package dev.catchwater.fairlead.observe.patterns;

import org.jspecify.annotations.NullMarked;
