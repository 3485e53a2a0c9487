/** The realm of exchanges: a spot exchange that speaks Binance's protocol, with a book, accounts and faults of its own. */
@NullMarked
package dev.catchwater.sandbox.exchanges;

import org.jspecify.annotations.NullMarked;
