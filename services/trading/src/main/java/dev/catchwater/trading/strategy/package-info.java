/** Strategies that turn bars into signals, and how large an entry may be. */
@NullMarked
package dev.catchwater.trading.strategy;

import org.jspecify.annotations.NullMarked;
