/** Prices, quantities, instruments, bars and order books: what an exchange says of a market. */
@NullMarked
package dev.catchwater.trading.market;

import org.jspecify.annotations.NullMarked;
