/** Coinbase Advanced Trade: a token for each request. */
@NullMarked
package dev.catchwater.trading.source.coinbase;

import org.jspecify.annotations.NullMarked;
