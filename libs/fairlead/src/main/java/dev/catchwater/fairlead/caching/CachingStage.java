package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Attribute;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.CredentialFields;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Outlet;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.CacheStatus;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.store.Content;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The client's cache (RFC 9111). What it did stands in the answer's Cache-Status (RFC 9211). A store that is out of order
 * makes no call fail: nothing is found in it and nothing stored.
 */
public final class CachingStage implements Stage {
    /** Goes past the cache: neither answered from it nor stored in it. Unsafe methods still invalidate. */
    public static final Attribute<Boolean> BYPASS = Attribute.of("cache-bypass", false);

    /** What the answers to requests are stored under, for a cache that has its own idea of what tells them apart. */
    @FunctionalInterface
    public interface Keying {
        /** The key of a GET or HEAD; of any other method, that of its target as a whole. */
        PrimaryKey key(CacheRequest asked);
    }

    /** In place of the usual keys, which keep codings and servers apart that this cache may want together. */
    public static final Attribute<Optional<Keying>> KEYS = Attribute.of("cache-keys", Optional.empty());

    /**
     * The target URI of a request that is passed on for somebody who called the server by another scheme or name: of its origin
     * are the groups and URIs that answers make invalid (RFC 9111 §4.4). By default what URI and Host say.
     */
    public static final Attribute<Optional<URI>> TARGET = Attribute.of("cache-target", Optional.empty());

    /**
     * Hears of the stored content that an answer is made of, before the answer comes: for whoever has the same content in a
     * form that it would rather send, and cancels the answer's body then.
     */
    public static final Attribute<Consumer<Content>> CONTENT = Attribute.of("cache-content", content -> {});

    private final Surroundings around;

    /**
     * What a call needs around it.
     *
     * @param hit what Cache-Status says of an answer from the store
     * @param here gives the executor of the calling event loop
     */
    record Surroundings(
            CachingPolicy policy,
            CredentialFields identity,
            CacheRules rules,
            CacheStatus hit,
            Timers timers,
            Supplier<Executor> here,
            Flights flights,
            Refreshes refreshes,
            CallListener listener) {}

    /**
     * A caching stage of a client that has no fields of credentials of its own.
     *
     * @param here gives the executor of the calling event loop
     */
    public CachingStage(CachingPolicy policy, Timers timers, Supplier<Executor> here, CallListener listener) {
        this(policy, CredentialFields.WELL_KNOWN, timers, here, listener);
    }

    /**
     * A caching stage.
     *
     * @param identity requests that differ in one of these never see each other's answers, where the cache is private
     * @param here gives the executor of the calling event loop
     */
    public CachingStage(
            CachingPolicy policy,
            CredentialFields identity,
            Timers timers,
            Supplier<Executor> here,
            CallListener listener) {
        around = new Surroundings(
                policy,
                identity,
                new CacheRules(policy.rules()),
                CacheStatus.hit(policy.rules().name()),
                timers,
                here,
                new Flights(policy.collapse(), timers),
                new Refreshes(policy, timers),
                listener);
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        if (request.get(Outlet.WANTED).isPresent()) {
            return next.proceed(request); // what switches protocols is a connection, not an answer
        }
        return Uni.createFrom().deferred(() -> new CachedCall(around, request, next).run());
    }

    /** Validations that run in the background. */
    public int refreshing() {
        return around.refreshes().running();
    }

    /** Requests that wait for the answer to an equal one. */
    public int waiting() {
        return around.flights().waiting();
    }
}
