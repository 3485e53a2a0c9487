package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.breaker.Pause;
import dev.catchwater.fairlead.breaker.Trip;
import java.time.Duration;

/** The breaker's part of the settings. */
final class ConfiguredBreaker {
    private static final int MANY = 1_000_000;
    private static final Duration DAY = Duration.ofDays(1);

    private ConfiguredBreaker() {}

    static BreakerPolicy of(Keys in, BreakerConfig breaker) {
        BreakerPolicy usual = breaker.enabled() ? BreakerPolicy.DEFAULT : BreakerPolicy.OFF;
        return new BreakerPolicy(
                breaker.enabled(),
                trip(in, breaker),
                pause(in, breaker),
                in.between("probes", breaker.probes(), 1, 100),
                in.positive("patience", breaker.patience()),
                usual.statuses(),
                usual.failures(),
                in.between("max-origins", breaker.maxOrigins(), 1, MANY));
    }

    private static Trip trip(Keys in, BreakerConfig breaker) {
        return new Trip(
                in.between("window", breaker.window(), Duration.ofMillis(100), Duration.ofHours(1)),
                in.between("minimum-calls", breaker.minimumCalls(), 1, MANY),
                in.overZero("failure-rate", breaker.failureRate()),
                in.between("in-a-row", breaker.inARow(), 1, MANY),
                breaker.slow().map(slow -> in.positive("slow", slow)).orElse(Duration.ZERO),
                in.overZero("slow-rate", breaker.slowRate()));
    }

    private static Pause pause(Keys in, BreakerConfig breaker) {
        Duration base = in.between("pause", breaker.pause(), Duration.ofMillis(1), DAY);
        return new Pause(
                base,
                in.between("max-pause", breaker.maxPause(), base, DAY),
                in.notNegative("max-retry-after", breaker.maxRetryAfter()));
    }
}
