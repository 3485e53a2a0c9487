package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The end of the pipeline: HTTP/1.1 and HTTP/2 over pooled connections of Vert.x. The pool has room for every call that
 * admission lets through, so that it never queues and never reorders.
 */
public final class VertxExchange implements Next {
    /**
     * Who may wait for a connection to one origin. Admission lets through no more than there are connections, but those
     * of calls cut off while connecting are still busy for a moment, up to the connect bound.
     */
    static final int MAX_WAITING = 1_024;

    private final Vertx vertx;
    private final Bounds bounds;
    private final Timers timers;
    private final Pool pool;
    private final Passage.Maker exchanges = (request, itself) -> exchange(request);

    /** An exchange that trusts whom the platform trusts. */
    public VertxExchange(Vertx vertx, Bounds bounds, int connectionsPerHost, Timers timers) {
        this(vertx, bounds, Protocol.HTTP_1_1, TlsMaterial.load(TlsPolicy.DEFAULT, vertx), connectionsPerHost, timers);
    }

    /**
     * An exchange with a connection pool of its own.
     *
     * @param callsPerHost at least the number of calls that may be in flight
     */
    public VertxExchange(
            Vertx vertx, Bounds bounds, Protocol protocol, TlsMaterial tls, int callsPerHost, Timers timers) {
        this(vertx, bounds, timers, new Pool(vertx, bounds, protocol, tls, callsPerHost));
    }

    private VertxExchange(Vertx vertx, Bounds bounds, Timers timers, Pool pool) {
        this.vertx = vertx;
        this.bounds = bounds;
        this.timers = timers;
        this.pool = pool;
    }

    @Override
    public Uni<Response> proceed(Request request) {
        return Passage.uni(request, this, exchanges);
    }

    private Exchange exchange(Request request) {
        Bounds left = bounds.within(request.remainingNanos(timers));
        return new Exchange(request, pool, vertx.getOrCreateContext(), left, timers);
    }

    /** The same connections with other bounds; heads stay bounded as they were. */
    public Next within(Bounds others) {
        return new VertxExchange(vertx, others, timers, pool);
    }

    /**
     * Opens connections to a request's origin, all before the first is given to the pool, and sends nothing. Places on one
     * of HTTP/2 are given back as they come: it may have fewer, and calls want them.
     *
     * @return how many could be opened; fails where none could
     */
    public Uni<Integer> open(Request request, int connections) {
        return Uni.createFrom()
                .emitter(emitter -> vertx.getOrCreateContext().runOnContext(begun -> {
                    Context here = vertx.getOrCreateContext();
                    Transport entered = pool.enter();
                    List<Future<HttpClientRequest>> opening = new ArrayList<>();
                    for (int i = 0; i < connections; i++) {
                        opening.add(entered.request(request, Wire.options(request, bounds))
                                .onSuccess(unsent -> here.runOnContext(then -> giveBackIfShared(unsent))));
                    }
                    Future.join(opening).onComplete(all -> {
                        int open = giveBack(opening);
                        entered.leave();
                        if (open == 0 && all.failed()) {
                            emitter.fail(Failures.connecting(all.cause(), request, bounds.connect())
                                    .asException());
                        } else {
                            emitter.complete(open);
                        }
                    });
                }));
    }

    /** On how many connections they were: those of HTTP/2 share one. */
    private static int giveBack(List<Future<HttpClientRequest>> requests) {
        Set<HttpConnection> connections = new HashSet<>();
        for (Future<HttpClientRequest> opened : requests) {
            if (opened.succeeded()) {
                connections.add(opened.result().connection());
                if (!isShared(opened.result())) {
                    giveBack(opened.result());
                }
            }
        }
        return connections.size();
    }

    private static void giveBackIfShared(HttpClientRequest unsent) {
        if (isShared(unsent)) {
            giveBack(unsent);
        }
    }

    private static void giveBack(HttpClientRequest unsent) {
        unsent.exceptionHandler(dropped -> {}); // which else would be logged as an error
        new Lease(unsent, false).giveUp(false);
    }

    private static boolean isShared(HttpClientRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** From here on connections are made with these certificates; exchanges that have begun end as they began. */
    public void update(TlsMaterial tls) {
        pool.update(tls);
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return pool.close();
    }
}
