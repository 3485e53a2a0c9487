package dev.catchwater.edge.route;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.net.URI;
import java.util.Optional;

/**
 * Some requests, where they go, and on which terms the answers are kept.
 *
 * <p>Whoever answers hits by a shorter way than the usual steps has to ask the lane's {@code Rates.waitFor} once a request and
 * leave what it refuses to the steps; and has to leave to them all of a route with {@link #compression}, whose answers depend on
 * Accept-Encoding without saying so in the store.
 *
 * @param name in the file, in metrics and in what people are told; letters, digits, {@code -}, {@code _} and {@code .}
 * @param match which requests
 * @param origins where they go
 * @param key what tells their answers apart
 * @param lifetimes how long answers are fresh
 * @param compression what is compressed on its way to clients
 * @param limits what a request and an answer may take
 * @param rate how many requests a client may send; empty: any number
 * @param caching all of this that RFC 9111 is about; one instance for a route's life, so that what it says of a stored
 *     response is read once
 */
public record Route(
        String name,
        Match match,
        OriginGroup origins,
        KeyPolicy key,
        Lifetimes lifetimes,
        Compression compression,
        Limits limits,
        Optional<RateLimit> rate,
        CachePolicy caching) {
    /** A route whose terms follow from its lifetimes. */
    public static Route of(
            String name,
            Match match,
            OriginGroup origins,
            KeyPolicy key,
            Lifetimes lifetimes,
            Compression compression,
            Limits limits,
            Optional<RateLimit> rate) {
        return new Route(name, match, origins, key, lifetimes, compression, limits, rate, lifetimes.caching());
    }

    /** A transparent cache in front of one group of origins: nothing is decided that the RFC leaves to the origin. */
    public static Route plain(String name, OriginGroup origins) {
        return of(
                name,
                Match.ALL,
                origins,
                KeyPolicy.DEFAULT,
                Lifetimes.DEFAULT,
                Compression.DEFAULT,
                Limits.DEFAULT,
                Optional.empty());
    }

    /**
     * What the origin is asked for: the target in its normal form, and of a GET or HEAD no more of the query than the key
     * has. What is not in the key does not reach the origin, so that nobody can put an answer of their own making under
     * the key of others.
     *
     * @param uri absolute
     */
    public URI target(Method method, URI uri) {
        return isRead(method) ? key.target(uri) : KeyPolicy.DEFAULT.target(uri);
    }

    /** The fields that the origin gets of the client's: without those that the key policy keeps out of reads. */
    public Headers forwarded(Method method, Headers request) {
        return isRead(method) ? key.forwarded(request) : request;
    }

    /**
     * What answers to the request are stored under. For other methods than GET and HEAD the key of the target as a whole.
     *
     * @param uri absolute, as the client meant it
     */
    public PrimaryKey key(Method method, URI uri, Headers request) {
        PrimaryKey target = PrimaryKey.of(key.target(uri));
        return isRead(method) ? key.apart(request).map(target::apart).orElse(target) : target;
    }

    /** Whether the request goes past the cache: nothing stored answers it, and its answer is not stored. */
    public boolean bypasses(Headers request) {
        return key.bypasses(request);
    }

    private static boolean isRead(Method method) {
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }
}
