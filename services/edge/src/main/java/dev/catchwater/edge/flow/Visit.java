package dev.catchwater.edge.flow;

import dev.catchwater.edge.Lane;
import dev.catchwater.edge.Served;
import dev.catchwater.edge.Target;
import dev.catchwater.edge.flow.hit.Plain;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.store.Content;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request of the data plane, with all that its steps find out about it. Lives on one event loop. */
final class Visit {
    private final Plant plant;
    private final HttpServerRequest request;
    private final long began;
    private @Nullable Lane lane;
    private @Nullable Asked asked;
    private @Nullable Content stored;
    private @Nullable Plain plain;
    private @Nullable Runnable gone;
    private String host = "";
    private String path = "";
    private Served.How how = Served.How.REFUSED;
    private String cacheStatus = "";
    private int status;
    private long bytes;
    private long originNanos;
    private boolean told;
    private Runnable otherwise = () -> {};

    Visit(Plant plant, HttpServerRequest request) {
        this.plant = plant;
        this.request = request;
        this.began = plant.nanos().getAsLong();
        plant.inFlight().increment();
    }

    /**
     * What is asked of a lane.
     *
     * @param fields the client's, as the origin may see them
     * @param uri in the client's terms
     */
    record Asked(Lane lane, Method method, URI uri, Headers fields) {
        PrimaryKey key() {
            return lane.route().key(method, uri, fields);
        }

        boolean isRead() {
            return method.equals(Method.GET) || method.equals(Method.HEAD);
        }

        CacheRequest forCache() {
            return new CacheRequest(method, uri, fields);
        }
    }

    Plant plant() {
        return plant;
    }

    HttpServerRequest request() {
        return request;
    }

    void about(Target target) {
        host = target.host();
        path = target.path();
    }

    /** The same as others may ask; null: it is not plain. */
    void isAlso(@Nullable Plain question) {
        plain = question;
    }

    @Nullable
    Plain plain() {
        return plain;
    }

    String host() {
        return host;
    }

    String path() {
        return path;
    }

    void on(Lane its) {
        lane = its;
    }

    Lane lane() {
        return Objects.requireNonNull(lane, "no lane before it is found");
    }

    /** Who answers if what was found turns out not to be there. */
    void otherwise(Runnable answers) {
        otherwise = answers;
    }

    void otherwise() {
        otherwise.run();
    }

    void asks(Asked what) {
        asked = what;
    }

    Asked asked() {
        return Objects.requireNonNull(asked, "nothing is asked before its lane is found");
    }

    /** What the answer is made of, if it is stored. */
    void madeOf(Content content) {
        stored = content;
    }

    @Nullable
    Content stored() {
        return stored;
    }

    void answered(Served.How by, int with, String member) {
        how = by;
        status = with;
        cacheStatus = member;
    }

    void originAnswered() {
        originNanos = plant.nanos().getAsLong() - began;
    }

    void sent(long more) {
        bytes += more;
    }

    boolean isOver() {
        return told;
    }

    /**
     * Runs, once or more often, when nobody takes the answer any more. Vert.x 4.5 does not say so where another request behind
     * this one has begun to come: over HTTP/1.1 the connection itself is asked, too.
     */
    void whenGone(Runnable runs) {
        gone = runs;
        request.response().exceptionHandler(broken -> runs.run());
        request.response().closeHandler(closed -> runs.run());
        if (request.version() != HttpVersion.HTTP_2) {
            Connections.whenClosed(request, runs);
        }
    }

    /** The client went away before there was an answer. */
    void left() {
        if (status == 0) {
            answered(Served.How.FAILED, 499, "");
        }
        ended();
    }

    /** Tells of it, once. */
    void ended() {
        if (!told) {
            told = true;
            if (gone != null) {
                Connections.forget(request, gone);
            }
            plant.inFlight().decrement();
            plant.listener()
                    .on(new Served(
                            lane == null ? "" : lane.route().name(),
                            request.method().name(),
                            host,
                            path,
                            status,
                            how,
                            cacheStatus,
                            bytes,
                            plant.nanos().getAsLong() - began,
                            originNanos));
        }
    }
}
