/** Indicators that take one value at a time, each in constant time and memory. */
@NullMarked
package dev.catchwater.trading.strategy.indicator;

import org.jspecify.annotations.NullMarked;
