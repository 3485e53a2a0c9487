package dev.catchwater.trading.risk;

/** A gate that did not let an order pass, and why. */
public record Denial(Gate gate, String reason) {}
