/** Exchanges: their addresses, signatures, fields and quirks in, records of the root out. */
@NullMarked
package dev.catchwater.trading.source;

import org.jspecify.annotations.NullMarked;
