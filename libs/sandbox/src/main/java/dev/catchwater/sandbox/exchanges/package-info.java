/** The realm of exchanges: spot exchanges that speak Binance's and Kraken's protocols, each with a book, an account and faults. */
@NullMarked
package dev.catchwater.sandbox.exchanges;

import org.jspecify.annotations.NullMarked;
