package dev.catchwater.prices.offer;

/**
 * Why a value is believed.
 *
 * @param value which: price, list, member, shipping
 * @param syntax how the page said it
 * @param path where
 * @param raw what stands there
 */
public record Proof(String value, String syntax, String path, String raw) {}
