/** Kraken spot: signatures, nonces, errors, counters, books with checksums. */
@NullMarked
package dev.catchwater.trading.source.kraken;

import org.jspecify.annotations.NullMarked;
