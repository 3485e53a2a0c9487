package dev.catchwater.fairlead.exchange;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.function.Consumer;

/**
 * A pool of connections that were all made with the same certificates. Once retired it finishes what it has begun, and
 * closes.
 */
final class Transport {
    private final HttpClient connections;
    private final Consumer<Transport> closed;
    private int users;
    private boolean retired;

    Transport(HttpClient connections, Consumer<Transport> closed) {
        this.connections = connections;
        this.closed = closed;
    }

    Future<HttpClientRequest> request(RequestOptions options) {
        return connections.request(options);
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
        return connections.close();
    }
}
