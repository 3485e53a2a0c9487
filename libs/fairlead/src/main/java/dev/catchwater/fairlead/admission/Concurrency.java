package dev.catchwater.fairlead.admission;

import java.time.Duration;

/** How the number of attempts in flight is limited; {@link AdmissionPolicy#maxInFlight} bounds it in any case. */
public sealed interface Concurrency {
    /** Always the maximum. */
    Concurrency FIXED = new Fixed();

    /** From 3 up, every 100 ms, the upstream measured at rest every 60 s: Envoy's defaults. */
    Gradient ADAPTIVE = new Gradient(3, Duration.ofMillis(100), Duration.ofSeconds(60), 50, 0.25);

    /** Always the maximum. */
    record Fixed() implements Concurrency {}

    /**
     * Adapted to the latency that is measured, up to the answer's head, by Envoy's gradient controller: each window
     * {@code limit = limit · g + √limit}, where {@code g = (1 + buffer) · rest / median}, at least 0.5 and at most 2;
     * {@code rest} is the latency at the minimum limit, which is therefore measured now and then.
     *
     * @param min the least in flight, and what is in flight while the upstream is measured at rest
     * @param window how often the limit is adapted
     * @param probeEvery how often the upstream is measured at rest
     * @param probeSamples how many answers that takes, unless a tenth of {@code probeEvery} is over first
     * @param buffer how much slower than at rest is normal, as a fraction
     */
    record Gradient(int min, Duration window, Duration probeEvery, int probeSamples, double buffer)
            implements Concurrency {
        public Gradient {
            if (min < 1
                    || !window.isPositive()
                    || probeEvery.compareTo(window.multipliedBy(2)) < 0
                    || probeSamples < 1
                    || !(buffer >= 0 && buffer <= 10)) {
                throw new IllegalArgumentException(
                        "a gradient needs a minimum, a window, longer between probes, and samples");
            }
        }
    }
}
