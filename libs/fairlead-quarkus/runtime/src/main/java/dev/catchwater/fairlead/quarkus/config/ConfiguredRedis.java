package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.quarkus.config.Surroundings.RedisPlace;
import dev.catchwater.fairlead.quarkus.config.Surroundings.Shared;
import java.time.Duration;
import java.util.regex.Pattern;

/** By which Redis processes share; read in any case, looked for only where something is shared. */
final class ConfiguredRedis {
    private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    /** How long tokens from Redis may be spent, which an answer must not take. */
    private static final Duration LEASE = Duration.ofMillis(300);

    private final Keys keys;
    private final RedisPlace place;
    private final Surroundings surroundings;

    ConfiguredRedis(Keys keys, String client, ClientConfig config, Surroundings surroundings) {
        RedisConfig redis = config.redis();
        if (redis.deployment()
                .filter(name -> !DEPLOYMENT.matcher(name).matches())
                .isPresent()) {
            throw keys.wrong("deployment", "must be 1 to 64 letters, digits and . _ : -");
        }
        Duration timeout = keys.brief("timeout", redis.timeout());
        if (config.rate().redis().parts().isPresent() && timeout.compareTo(LEASE) >= 0) {
            throw keys.wrong("timeout", "is " + timeout + ", but must be less than 300 ms where rates are shared");
        }
        this.keys = keys;
        this.place =
                new RedisPlace(client, redis.client(), redis.deployment(), timeout, keys.brief("rest", redis.rest()));
        this.surroundings = surroundings;
    }

    Shared shared() {
        try {
            return surroundings.shared(place);
        } catch (IllegalArgumentException absent) {
            throw place.client().isPresent()
                    ? keys.wrong("client", "is " + place.client().get() + ", but " + absent.getMessage())
                    : keys.wrong("*", "is used, but " + absent.getMessage());
        }
    }
}
