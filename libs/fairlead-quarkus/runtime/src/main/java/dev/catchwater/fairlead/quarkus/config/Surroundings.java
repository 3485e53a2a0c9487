package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.dns.DnsLookup;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.Sharing;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What keys only name, and who starts looks up. An {@link IllegalArgumentException} says that it is not there; it quotes
 * no secret.
 */
public interface Surroundings {
    /** The secret that lies there. */
    Secret secret(SecretPlace place);

    /** A look-up by these servers, or by the system's if there are none. It opens nothing before it is asked. */
    DnsLookup dns(List<InetSocketAddress> servers, Duration timeout);

    /** What processes share by a Redis. */
    Shared shared(RedisPlace redis);

    /** Where a secret lies. */
    sealed interface SecretPlace {
        /** A mounted file. */
        record InFile(Path path) implements SecretPlace {}

        /** An environment variable. */
        record InVariable(String name) implements SecretPlace {}

        /**
         * A credentials provider of Quarkus.
         *
         * @param credentials by which it knows the credentials
         * @param bean its own name, where there are several
         * @param key which of its values is the secret
         */
        record AtProvider(String credentials, Optional<String> bean, String key) implements SecretPlace {}
    }

    /**
     * A Redis, and what is shared by it.
     *
     * @param name the client's, whose state it is
     * @param client which of the application's Redis clients
     * @param deployment what keys begin with, where it is named
     */
    record RedisPlace(
            String name, Optional<String> client, Optional<String> deployment, Duration timeout, Duration rest) {}

    /** What processes share. */
    interface Shared {
        /** A limit of which no window sees more, although its tokens are spent after they were given. */
        RateLimit perWindow(int count, Duration window, int burst);

        /** That limits are shared by so many processes. */
        Sharing sharing(int parts, int maxTokens);

        /** A cache, over one that is shared. */
        CachingPolicy over(CachingPolicy near, Farther far);
    }

    /**
     * A cache that processes share.
     *
     * @param staleness when an invalidation by another process is heeded at the latest
     * @param flights whether of equal requests in all processes one goes to the origin
     */
    record Farther(Duration staleness, long maxEntryBytes, Duration maxKeep, boolean flights) {}
}
