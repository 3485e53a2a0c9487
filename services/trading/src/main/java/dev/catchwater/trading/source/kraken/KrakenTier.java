package dev.catchwater.trading.source.kraken;

/** What Kraken allows a customer, by the degree of verification. */
public enum KrakenTier {
    STARTER(15, 0.33, 60, 1),
    INTERMEDIATE(20, 0.5, 125, 2.34),
    PRO(20, 1, 180, 3.75);

    private final double calls;
    private final double callsDecay;
    private final double orders;
    private final double ordersDecay;

    KrakenTier(double calls, double callsDecay, double orders, double ordersDecay) {
        this.calls = calls;
        this.callsDecay = callsDecay;
        this.orders = orders;
        this.ordersDecay = ordersDecay;
    }

    /** One less than there are: the exchange counts when a call arrives, and we when it leaves. */
    RestCounter calls() {
        return new RestCounter(calls - 1, callsDecay);
    }

    EngineCounter orders() {
        return new EngineCounter(orders, ordersDecay);
    }
}
