/** Kraken spot: REST with signatures, nonces and counters, market and executions over WebSockets, books with checksums. */
@NullMarked
package dev.catchwater.trading.source.kraken;

import org.jspecify.annotations.NullMarked;
