/** Binance spot: REST with signed queries, market streams. */
@NullMarked
package dev.catchwater.trading.source.binance;

import org.jspecify.annotations.NullMarked;
