/** A trading bot that keeps its ledger: one deterministic engine for backtest, paper and live. */
@NullMarked
package dev.catchwater.trading;

import org.jspecify.annotations.NullMarked;
