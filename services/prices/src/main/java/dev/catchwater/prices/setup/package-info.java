/** Configuration, wiring, health, start and stop. */
@NullMarked
package dev.catchwater.prices.setup;

import org.jspecify.annotations.NullMarked;
