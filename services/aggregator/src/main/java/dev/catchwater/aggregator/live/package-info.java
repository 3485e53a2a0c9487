/** The event log carried to whoever listens. */
@NullMarked
package dev.catchwater.aggregator.live;

import org.jspecify.annotations.NullMarked;
