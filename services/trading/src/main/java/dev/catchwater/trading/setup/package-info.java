/** Typed configuration, wiring and health of trading. */
@NullMarked
package dev.catchwater.trading.setup;

import org.jspecify.annotations.NullMarked;
