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
import io.vertx.core.http.PoolOptions;

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

    /**
     * An exchange with a connection pool of its own.
     *
     * @param connectionsPerHost at least the number of calls that may be in flight
     */
    public VertxExchange(Vertx vertx, Bounds bounds, int connectionsPerHost, Timers timers) {
        this.vertx = vertx;
        this.bounds = bounds;
        this.timers = timers;
        this.transport = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAliveTimeout(30)
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(bounds.maxHeadBytes())
                        .setMaxInitialLineLength(bounds.maxHeadBytes())
                        .setConnectTimeout(Math.toIntExact(bounds.connect().toMillis())))
                .with(new PoolOptions().setHttp1MaxSize(connectionsPerHost).setMaxWaitQueueSize(MAX_WAITING))
                // The calls on a connection hear of its failures; without this they would be logged as errors as well.
                .withConnectHandler(connection -> connection.exceptionHandler(told -> {}))
                .build();
    }

    @Override
    public Uni<Response> proceed(Request request) {
        return Passage.uni(() -> {
            Bounds left = bounds.within(request.remaining(timers));
            return new Exchange(request, transport, vertx.getOrCreateContext(), left, timers);
        });
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return transport.close();
    }
}
