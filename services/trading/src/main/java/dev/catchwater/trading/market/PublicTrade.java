package dev.catchwater.trading.market;

/** A trade that the exchange told everybody of. {@code buyerMaker}: the buyer's order had been resting. */
public record PublicTrade(String symbol, String id, long price, long quantity, long time, boolean buyerMaker) {}
