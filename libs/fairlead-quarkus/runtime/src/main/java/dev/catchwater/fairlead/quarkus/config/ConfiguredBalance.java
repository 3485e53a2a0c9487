package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.balance.BalancePolicy;
import dev.catchwater.fairlead.balance.Ejection;
import dev.catchwater.fairlead.balance.HealthCheck;
import dev.catchwater.fairlead.balance.Picking;
import dev.catchwater.fairlead.balance.SlowStart;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How requests are spread over the endpoints of an origin. */
final class ConfiguredBalance {
    private static final int MANY = 1_000_000;
    private static final Duration DAY = Duration.ofDays(1);

    private ConfiguredBalance() {}

    static BalancePolicy of(Keys in, EndpointsConfig config) {
        BalancePolicy policy = BalancePolicy.DEFAULT
                .withPicking(picking(config.picking()))
                .withEjection(ejection(in.in("ejection"), config.ejection()))
                .withSlowStart(slowStart(in.in("slow-start"), config.slowStart()))
                .withPanic(in.share("panic", config.panic()))
                .preferring(config.zone().orElse(""));
        return check(in.in("check"), config.check()).map(policy::withCheck).orElse(policy);
    }

    private static Picking picking(EndpointsConfig.Pick pick) {
        return switch (pick) {
            case PEAK_EWMA -> Picking.peakEwma();
            case ROUND_ROBIN -> Picking.roundRobin();
            case RANDOM -> Picking.atRandom();
            case LEAST_REQUESTS -> Picking.leastRequests();
            case RENDEZVOUS -> Picking.rendezvous();
        };
    }

    private static Ejection ejection(Keys in, EndpointsConfig.Ejecting ejection) {
        Ejection.SuccessRate rate = new Ejection.SuccessRate(
                in.between("rate-interval", ejection.rateInterval(), Duration.ofMillis(1), Duration.ofHours(1)),
                in.between("rate-hosts", ejection.rateHosts(), 0, MANY),
                in.between("rate-calls", ejection.rateCalls(), 1, MANY),
                in.between("rate-deviations", ejection.rateDeviations(), 0, 100));
        Duration first = in.between("pause", ejection.pause(), Duration.ofMillis(1), DAY);
        return new Ejection(
                in.between("in-a-row", ejection.inARow(), 0, MANY),
                rate,
                first,
                in.between("max-pause", ejection.maxPause(), first, DAY),
                in.share("max-share", ejection.maxShare()));
    }

    private static SlowStart slowStart(Keys in, EndpointsConfig.SlowStarting ramp) {
        return new SlowStart(
                in.between("window", ramp.window(), Duration.ZERO, Duration.ofHours(1)),
                in.overZero("least", ramp.least()),
                SlowStart.DEFAULT.aggression());
    }

    private static Optional<HealthCheck> check(Keys in, EndpointsConfig.Check check) {
        Duration interval = in.between("interval", check.interval(), Duration.ofMillis(1), DAY);
        Duration timeout = in.between("timeout", check.timeout(), Duration.ofMillis(1), DAY);
        int healthy = in.between("healthy", check.healthy(), 1, MANY);
        int unhealthy = in.between("unhealthy", check.unhealthy(), 1, MANY);
        Set<Integer> statuses = check.statuses().orElse(Set.of());
        statuses.forEach(status -> in.between("statuses", status, 100, 599));
        if (check.path().isEmpty()) {
            return Optional.empty();
        }
        String path = check.path().get();
        if (!path.startsWith("/")) {
            throw in.wrong("path", "is " + path + ", but must begin with /");
        }
        HealthCheck usual =
                HealthCheck.of(path).every(interval).withTimeout(timeout).withThresholds(healthy, unhealthy);
        return Optional.of(statuses.isEmpty() ? usual : usual.accepting(statuses::contains));
    }
}
