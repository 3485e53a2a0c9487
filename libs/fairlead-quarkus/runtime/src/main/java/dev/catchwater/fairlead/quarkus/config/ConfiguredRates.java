package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.quarkus.config.Surroundings.Shared;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** How often attempts may be made. */
final class ConfiguredRates {
    private static final int MANY = 1_000_000;

    private final Keys keys;
    private final RateConfig config;
    private final Optional<Shared> shared;

    /** @param redis asked only where limits are shared */
    ConfiguredRates(Keys keys, RateConfig config, Supplier<Shared> redis) {
        this.keys = keys;
        this.config = config;
        this.shared = config.redis().parts().map(parts -> redis.get());
    }

    RatePolicy read() {
        RatePolicy policy = RatePolicy.NONE
                .withMaxPause(keys.positive("max-pause", config.maxPause()))
                .withMaxBuckets(keys.between("max-buckets", config.maxBuckets(), 1, MANY));
        if (config.perClient().isPresent()) {
            policy = policy.withPerClient(limit("per-client", config.perClient().get()));
        }
        if (config.perOrigin().isPresent()) {
            policy = policy.withPerOrigin(limit("per-origin", config.perOrigin().get()));
        }
        if (config.perKey().isPresent()) {
            policy = policy.withPerKey(limit("per-key", config.perKey().get()));
        }
        Keys in = keys.in("redis");
        int most = in.between("max-tokens", config.redis().maxTokens(), 1, MANY);
        if (shared.isPresent()) {
            int parts = in.between("parts", config.redis().parts().orElseThrow(), 1, MANY);
            policy = policy.withSharing(shared.get().sharing(parts, most));
        }
        return config.learn() ? policy.learning() : policy;
    }

    private RateLimit limit(String key, RateConfig.Limit limit) {
        Keys in = keys.in(key);
        int count = in.between("count", limit.count().orElseThrow(() -> in.missing("count", "is missing")), 1, MANY);
        Duration window = in.positive("window", limit.window().orElseThrow(() -> in.missing("window", "is missing")));
        // What is shared is given out in parts, one for each process while Redis is away.
        int parts = config.redis().parts().orElse(1);
        int burst = in.between("burst", limit.burst().orElse(Math.max(parts, Math.max(1, count / 10))), 1, count);
        if (burst < parts) {
            throw in.wrong("burst", "is " + burst + ", but must have a part for each of " + parts + " processes");
        }
        return in.together(() -> shared.isPresent()
                ? shared.get().perWindow(count, window, burst)
                : RateLimit.perWindow(count, window, burst));
    }
}
