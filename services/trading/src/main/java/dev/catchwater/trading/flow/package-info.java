/** The engine's life: restore, reconcile, market data in, orders out. */
@NullMarked
package dev.catchwater.trading.flow;

import org.jspecify.annotations.NullMarked;
