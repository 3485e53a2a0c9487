package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The end of the pipeline: HTTP/1.1 over pooled connections of Vert.x. The pool has a connection for every call that
 * admission lets through, so that it never queues and never reorders.
 */
public final class VertxExchange implements Next {
    /**
     * Who may wait for a connection to one origin. Admission lets through no more than there are connections, but those
     * of calls cut off while connecting are still busy for a moment, up to the connect bound.
     */
    static final int MAX_WAITING = 1_024;

    private final Vertx vertx;
    private final HttpClient transport;
    private final Bounds bounds;
    private final Timers timers;
    /** Connections that no request has been sent on yet. */
    private final Set<HttpConnection> unused;

    /**
     * An exchange with a connection pool of its own.
     *
     * @param connectionsPerHost at least the number of calls that may be in flight
     */
    public VertxExchange(Vertx vertx, Bounds bounds, int connectionsPerHost, Timers timers) {
        this.vertx = vertx;
        this.bounds = bounds;
        this.timers = timers;
        this.unused = ConcurrentHashMap.newKeySet();
        this.transport = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAliveTimeout(30)
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(bounds.maxHeadBytes())
                        .setMaxInitialLineLength(bounds.maxHeadBytes())
                        .setConnectTimeout(Math.toIntExact(bounds.connect().toMillis())))
                .with(new PoolOptions().setHttp1MaxSize(connectionsPerHost).setMaxWaitQueueSize(MAX_WAITING))
                .withConnectHandler(this::connected)
                .build();
    }

    private void connected(HttpConnection connection) {
        unused.add(connection);
        connection.closeHandler(closed -> unused.remove(connection));
        // The calls on a connection hear of its failures; without this they would be logged as errors as well.
        connection.exceptionHandler(told -> {});
    }

    private VertxExchange(Vertx vertx, Bounds bounds, Timers timers, HttpClient transport, Set<HttpConnection> unused) {
        this.vertx = vertx;
        this.bounds = bounds;
        this.timers = timers;
        this.transport = transport;
        this.unused = unused;
    }

    @Override
    public Uni<Response> proceed(Request request) {
        return Passage.uni(() -> {
            Bounds left = bounds.within(request.remaining(timers));
            return new Exchange(request, transport, vertx.getOrCreateContext(), left, timers, unused);
        });
    }

    /** The same connections with other bounds; heads stay bounded as they were. */
    public Next within(Bounds others) {
        return new VertxExchange(vertx, others, timers, transport, unused);
    }

    /**
     * Opens connections to a request's origin, all before the first is given to the pool, and sends nothing.
     *
     * @return how many could be opened; fails where none could
     */
    public Uni<Integer> open(Request request, int connections) {
        return Uni.createFrom()
                .emitter(emitter -> vertx.getOrCreateContext().runOnContext(here -> {
                    List<Future<HttpClientRequest>> opening = new ArrayList<>();
                    for (int i = 0; i < connections; i++) {
                        opening.add(transport.request(Wire.options(request, bounds)));
                    }
                    Future.join(opening).onComplete(all -> {
                        List<HttpClientRequest> open = opening.stream()
                                .filter(Future::succeeded)
                                .map(Future::result)
                                .toList();
                        open.forEach(unsent -> {
                            unsent.exceptionHandler(reset -> {}); // which else would be logged as an error
                            unused.remove(unsent.connection());
                            unsent.reset();
                        });
                        if (open.isEmpty() && all.failed()) {
                            emitter.fail(Failures.connecting(all.cause(), request, bounds.connect())
                                    .asException());
                        } else {
                            emitter.complete(open.size());
                        }
                    });
                }));
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return transport.close();
    }
}
