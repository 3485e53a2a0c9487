package dev.catchwater.testkit;

import java.time.Duration;

/** How the time of a scripted delay passes. */
interface Delays {
    /** True when the exchange was over before the time had passed. */
    boolean pass(Duration delay, Exchange exchange);

    /** The exchange waits for nothing that time brings: it has ended, or the test has it in hand. */
    void atRest(Exchange exchange);

    /** In real time. */
    Delays REAL = new Delays() {
        @Override
        public boolean pass(Duration delay, Exchange exchange) {
            return exchange.awaitClosed(delay);
        }

        @Override
        public void atRest(Exchange exchange) {}
    };
}
