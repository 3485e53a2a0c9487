package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.Outlet;
import dev.catchwater.fairlead.Request;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections that were all made with the same certificates. Once retired it finishes what it has begun, and
 * closes.
 */
final class Transport {
    private final HttpClient one;
    private final @Nullable HttpClient two;
    private final Protocol protocol;
    private final Agreements agreements;
    private final Consumer<Transport> closed;
    private int users;
    private boolean retired;

    /**
     * A transport in use.
     *
     * @param one speaks HTTP/1.1
     * @param two prefers HTTP/2; none where the protocol is HTTP/1.1
     */
    Transport(
            HttpClient one,
            @Nullable HttpClient two,
            Protocol protocol,
            Agreements agreements,
            Consumer<Transport> closed) {
        this.one = one;
        this.two = two;
        this.protocol = protocol;
        this.agreements = agreements;
        this.closed = closed;
    }

    Future<HttpClientRequest> request(Request request, RequestOptions options) {
        HttpClient multiplexing = two;
        // Upgrade is a matter of HTTP/1.1 (RFC 9113 §8.6).
        if (multiplexing == null || request.get(Outlet.WANTED).isPresent()) {
            return request(one, options);
        }
        if (Boolean.TRUE.equals(options.isSsl())) {
            return agreements.request(request.origin(), agreed -> request(agreed ? multiplexing : one, options));
        }
        return request(protocol == Protocol.HTTP_2_PRIOR_KNOWLEDGE ? multiplexing : one, options);
    }

    /** One that is closed throws, and whoever waits has to hear of it. */
    private static Future<HttpClientRequest> request(HttpClient client, RequestOptions options) {
        try {
            return client.request(options);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    /** Whether it may be used; each user that enters leaves. */
    synchronized boolean enter() {
        if (retired) {
            return false;
        }
        users++;
        return true;
    }

    void leave() {
        boolean last;
        synchronized (this) {
            users--;
            last = retired && users == 0;
        }
        if (last) {
            close();
        }
    }

    void retire() {
        boolean unused;
        synchronized (this) {
            unused = users == 0 && !retired;
            retired = true;
        }
        if (unused) {
            close();
        }
    }

    Future<Void> close() {
        closed.accept(this);
        return two == null ? one.close() : Future.join(one.close(), two.close()).mapEmpty();
    }
}
