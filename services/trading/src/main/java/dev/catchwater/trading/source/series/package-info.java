/** Recorded candles from files. */
@NullMarked
package dev.catchwater.trading.source.series;

import org.jspecify.annotations.NullMarked;
