package dev.catchwater.sandbox.exchanges;

import java.math.BigDecimal;

/** A pair and its filters, as {@code exchangeInfo} tells them. */
record Pair(String base, String quote, BigDecimal tick, BigDecimal step, BigDecimal minNotional, BigDecimal opening) {

    static final Pair BTC = new Pair("BTC", "USDT", d("0.01"), d("0.00001"), d("5"), d("60000"));
    static final Pair ETH = new Pair("ETH", "USDT", d("0.01"), d("0.0001"), d("5"), d("3000"));

    static final Pair KRAKEN_BTC = new Pair("BTC", "USDT", d("0.1"), d("0.00000001"), d("0.5"), d("60000"));
    static final Pair KRAKEN_ETH = new Pair("ETH", "USDT", d("0.01"), d("0.00000001"), d("0.5"), d("3000"));

    String symbol() {
        return base + quote;
    }

    boolean onTick(BigDecimal price) {
        return price.signum() > 0 && price.remainder(tick).signum() == 0;
    }

    boolean onStep(BigDecimal quantity) {
        return quantity.compareTo(step) >= 0 && quantity.remainder(step).signum() == 0;
    }

    private static BigDecimal d(String text) {
        return new BigDecimal(text);
    }
}
