/** The event log carried to whoever listens. */
@NullMarked
package dev.catchwater.prices.live;

import org.jspecify.annotations.NullMarked;
