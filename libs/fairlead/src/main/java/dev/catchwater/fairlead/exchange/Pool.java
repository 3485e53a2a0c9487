package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.tls.TlsMaterial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.CloseFuture;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of a client and of those derived from it, and what they are made with. */
final class Pool {
    private static final int KEEP_ALIVE_SECONDS = 30;

    /** What a peer of HTTP/2 ought to allow on a connection, at least (RFC 9113 §6.5.2). */
    private static final int STREAMS = 100;

    /** What a stream may be sent before anybody reads it; the protocol's own default. */
    private static final int WINDOW_BYTES = 65_535;

    private final VertxInternal vertx;
    /** The end of the verticle that made the client, or else of all of Vert.x. */
    private final CloseFuture owner;

    private final Bounds bounds;
    private final Protocol protocol;
    private final Agreements agreements;
    private final int callsPerHost;
    /** Those retired and not yet done among them. */
    private final Set<Transport> open = ConcurrentHashMap.newKeySet();

    private volatile Transport current;
    private boolean closed;

    Pool(Vertx vertx, Bounds bounds, Protocol protocol, TlsMaterial tls, int callsPerHost) {
        this.vertx = (VertxInternal) vertx;
        ContextInternal maker = this.vertx.getContext();
        this.owner = maker == null ? this.vertx.closeFuture() : maker.closeFuture();
        this.bounds = bounds;
        this.protocol = protocol;
        this.agreements = new Agreements(vertx);
        this.callsPerHost = callsPerHost;
        this.current = transport(tls);
    }

    private Transport transport(TlsMaterial tls) {
        HttpClient one = build(options(tls), new PoolOptions().setHttp1MaxSize(callsPerHost));
        HttpClient two = protocol == Protocol.HTTP_1_1 ? null : build(multiplexing(options(tls)), sharing());
        Transport made = new Transport(one, two, protocol, agreements, open::remove);
        open.add(made);
        return made;
    }

    /** As {@code HttpClientBuilder} does it, which would tie the client to the verticle that happens to update. */
    @SuppressWarnings("deprecation") // what the builder calls
    private HttpClient build(HttpClientOptions options, PoolOptions sizes) {
        CloseFuture end = new CloseFuture();
        HttpClient made =
                vertx.createHttpPoolClient(options, sizes.setMaxWaitQueueSize(VertxExchange.MAX_WAITING), end);
        made.connectionHandler(this::connected);
        if (!owner.add(end)) {
            var _ = end.close();
        }
        return made;
    }

    private HttpClientOptions options(TlsMaterial tls) {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(bounds.maxHeadBytes())
                .setMaxInitialLineLength(bounds.maxHeadBytes())
                .setConnectTimeout(Math.toIntExact(bounds.connect().toMillis()))
                .setVerifyHost(true)
                // Spans are made of attempts; those of Vert.x would double them and hold the query.
                .setTracingPolicy(TracingPolicy.IGNORE)
                // Names without a dot too; the platform sends none for address literals (RFC 6066 §3).
                .setForceSni(true)
                .setTrustOptions(tls.trust())
                .setEnabledSecureTransportProtocols(tls.protocols())
                // A chain takes milliseconds to check, too long for an event loop.
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true));
        if (tls.identity() != null) {
            options.setKeyCertOptions(tls.identity());
        }
        return options;
    }

    private HttpClientOptions multiplexing(HttpClientOptions options) {
        return options.setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setHttp2ClearTextUpgrade(false)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setInitialSettings(new Http2Settings()
                        .setPushEnabled(false)
                        .setInitialWindowSize(WINDOW_BYTES)
                        .setMaxHeaderListSize(bounds.maxHeadBytes()))
                // All but one may rest on what they were sent, and that one reads on (RFC 9113 §5.2.1): twice as much,
                // for the codec gives room back by halves of the window.
                .setHttp2ConnectionWindowSize(2 * WINDOW_BYTES * Math.min(callsPerHost, STREAMS));
    }

    private PoolOptions sharing() {
        return new PoolOptions().setHttp1MaxSize(callsPerHost).setHttp2MaxSize(Math.ceilDiv(callsPerHost, STREAMS));
    }

    private void connected(HttpConnection connection) {
        // The calls on a connection hear of its failures; without this they would be logged as errors as well.
        connection.exceptionHandler(told -> {});
        Breakage.watch(connection);
        Interim.watch(connection);
    }

    /** The transport of now, entered: whoever gets it leaves it. */
    Transport enter() {
        Transport entered = current;
        while (!entered.enter()) {
            entered = current;
        }
        return entered;
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
