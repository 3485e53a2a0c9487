/** What may not be done: gates before an order, guards after a fill, the kill switch. */
@NullMarked
package dev.catchwater.trading.risk;

import org.jspecify.annotations.NullMarked;
