package dev.catchwater.fairlead.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which origins agreed to HTTP/2. A pool has to know before it connects, for it opens a connection for each call of
 * HTTP/1.1 and one for all of HTTP/2: so the first call to an origin finds out, and those that come meanwhile wait for it.
 */
final class Agreements {
    private static final int MAX_ORIGINS = 10_000;

    /** An origin may learn HTTP/2; that one has unlearnt it shows in its next connection. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final Cache<String, HttpVersion> known = Caffeine.newBuilder()
            .maximumSize(MAX_ORIGINS)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();
    private final ConcurrentHashMap<String, Future<Void>> asking = new ConcurrentHashMap<>();

    Agreements(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * A request by whichever version the origin has agreed to.
     *
     * @param request makes one by HTTP/2 if it can be (true), or by HTTP/1.1 (false)
     */
    Future<HttpClientRequest> request(String origin, Function<Boolean, Future<HttpClientRequest>> request) {
        HttpVersion agreed = known.getIfPresent(origin);
        if (agreed != null) {
            return agreed == HttpVersion.HTTP_2 ? noting(origin, request.apply(true)) : request.apply(false);
        }
        Promise<Void> mine = Promise.promise();
        Future<Void> others = asking.putIfAbsent(origin, mine.future());
        return others == null ? first(origin, mine, request) : after(others, origin, request);
    }

    private Future<HttpClientRequest> first(
            String origin, Promise<Void> mine, Function<Boolean, Future<HttpClientRequest>> request) {
        return noting(origin, request.apply(true)).onComplete(done -> {
            asking.remove(origin);
            mine.complete();
        });
    }

    private Future<HttpClientRequest> noting(String origin, Future<HttpClientRequest> connecting) {
        return connecting.onSuccess(ready -> known.put(origin, ready.version()));
    }

    /** On the caller's own context, whose connection it is to be; where nobody could connect, each tries for itself. */
    private Future<HttpClientRequest> after(
            Future<Void> others, String origin, Function<Boolean, Future<HttpClientRequest>> request) {
        Context here = vertx.getOrCreateContext();
        Promise<HttpClientRequest> made = Promise.promise();
        others.onComplete(told -> here.runOnContext(
                on -> request.apply(isHttp2(known.getIfPresent(origin))).onComplete(made)));
        return made.future();
    }

    private static boolean isHttp2(@Nullable HttpVersion agreed) {
        return agreed == HttpVersion.HTTP_2;
    }
}
