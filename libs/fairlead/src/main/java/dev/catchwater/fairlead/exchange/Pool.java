package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.tls.TlsMaterial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of a client and of those derived from it, and what they are made with. */
final class Pool {
    private final Vertx vertx;
    private final Bounds bounds;
    private final int connectionsPerHost;
    /** Connections that no request has been sent on yet. */
    private final Set<HttpConnection> unused = ConcurrentHashMap.newKeySet();
    /** Those retired and not yet done among them. */
    private final Set<Transport> open = ConcurrentHashMap.newKeySet();

    private volatile Transport current;
    private boolean closed;

    Pool(Vertx vertx, Bounds bounds, TlsMaterial tls, int connectionsPerHost) {
        this.vertx = vertx;
        this.bounds = bounds;
        this.connectionsPerHost = connectionsPerHost;
        this.current = transport(tls);
    }

    private Transport transport(TlsMaterial tls) {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(bounds.maxHeadBytes())
                .setMaxInitialLineLength(bounds.maxHeadBytes())
                .setConnectTimeout(Math.toIntExact(bounds.connect().toMillis()))
                .setVerifyHost(true)
                // Names without a dot too; the platform sends none for address literals (RFC 6066 §3).
                .setForceSni(true)
                .setTrustOptions(tls.trust())
                .setEnabledSecureTransportProtocols(tls.protocols())
                // A chain takes milliseconds to check, too long for an event loop.
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true));
        if (tls.identity() != null) {
            options.setKeyCertOptions(tls.identity());
        }
        Transport made = new Transport(
                vertx.httpClientBuilder()
                        .with(options)
                        .with(new PoolOptions()
                                .setHttp1MaxSize(connectionsPerHost)
                                .setMaxWaitQueueSize(VertxExchange.MAX_WAITING))
                        .withConnectHandler(this::connected)
                        .build(),
                open::remove);
        open.add(made);
        return made;
    }

    private void connected(HttpConnection connection) {
        unused.add(connection);
        connection.closeHandler(closed -> unused.remove(connection));
        // The calls on a connection hear of its failures; without this they would be logged as errors as well.
        connection.exceptionHandler(told -> {});
    }

    /** Whether a connection is used for the first time; asked once for each use. */
    boolean isFirstUse(HttpConnection connection) {
        return unused.remove(connection);
    }

    /** The transport of now, entered: whoever gets it leaves it. */
    Transport enter() {
        Transport entered = current;
        while (!entered.enter()) {
            entered = current;
        }
        return entered;
    }

    Future<HttpClientRequest> connect(RequestOptions options) {
        return current.request(options);
    }

    synchronized void update(TlsMaterial tls) {
        if (!closed) {
            Transport before = current;
            current = transport(tls);
            before.retire();
        }
    }

    synchronized Future<Void> close() {
        closed = true;
        return Future.join(open.stream().map(Transport::close).toList()).mapEmpty();
    }
}
