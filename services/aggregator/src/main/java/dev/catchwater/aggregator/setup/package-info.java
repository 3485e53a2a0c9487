/** Configuration, wiring, health and start-up. */
@NullMarked
package dev.catchwater.aggregator.setup;

import org.jspecify.annotations.NullMarked;
