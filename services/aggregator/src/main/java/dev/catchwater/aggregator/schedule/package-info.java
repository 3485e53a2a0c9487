/** When to ask a source again, decided from what it answered and what it asked for. */
@NullMarked
package dev.catchwater.aggregator.schedule;

import org.jspecify.annotations.NullMarked;
