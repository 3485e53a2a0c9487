package dev.catchwater.live;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Serves a hub on a path as server-sent events. A listener that comes back names its last event by the header
 * {@code Last-Event-ID} or the parameter {@code lastEventId}; the header wins.
 */
public final class LiveRoute<E> implements Handler<RoutingContext> {
    private final Hub<E> hub;
    private final Refusal refusal;
    private @Nullable Predicate<SecurityIdentity> allowed = identity -> !identity.isAnonymous();
    private @Nullable Recheck recheck;
    private Function<RoutingContext, Predicate<E>> filter = ctx -> event -> true;

    private LiveRoute(Hub<E> hub, Refusal refusal) {
        this.hub = hub;
        this.refusal = refusal;
    }

    /** A route that lets in everybody who is not anonymous. */
    public static <E> LiveRoute<E> of(Hub<E> hub, Refusal refusal) {
        return new LiveRoute<>(hub, refusal);
    }

    /** Lets in who has this role. */
    public LiveRoute<E> role(String role) {
        allowed = identity -> identity.hasRole(role);
        return this;
    }

    /** Lets in everybody. */
    public LiveRoute<E> open() {
        allowed = null;
        return this;
    }

    /**
     * Asks again, while a stream is open, who listens, and ends it with an event {@code unauthorized} when that is
     * nobody who may. Without this a stream outlives its key.
     *
     * @param every how often; a revoked key may listen that much longer
     * @param who whose request that is, as known now, such as {@code Callers} of {@code web}; fails with an
     *     AuthenticationFailedException if its key is none. After any other failure the stream goes on until it is asked
     *     again
     */
    public LiveRoute<E> recheck(Duration every, Function<RoutingContext, Uni<Optional<SecurityIdentity>>> who) {
        recheck = new Recheck(every, who);
        return this;
    }

    /**
     * Which events a listener is interested in, by its request. The predicate is pure and quick: it runs for each event.
     * The function may refuse a request by an IllegalArgumentException, whose message is answered with 400.
     */
    public LiveRoute<E> filter(Function<RoutingContext, Predicate<E>> byRequest) {
        filter = byRequest;
        return this;
    }

    /** Mounts the stream; methods other than GET are answered 405. */
    public void mount(Router router, String path) {
        router.route(path).handler(this);
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (!ctx.request().method().equals(HttpMethod.GET)) {
            ctx.response().putHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
            refusal.write(ctx, 405, "A stream can only be read: GET.");
            return;
        }
        var context = ctx.vertx().getOrCreateContext();
        var wanted = allowed;
        if (wanted == null) {
            admit(ctx);
            return;
        }
        QuarkusHttpUser.getSecurityIdentity(ctx, null)
                .subscribe()
                .with(identity -> context.runOnContext(v -> check(ctx, identity, wanted)), ctx::fail);
    }

    private void check(RoutingContext ctx, @Nullable SecurityIdentity identity, Predicate<SecurityIdentity> wanted) {
        if (identity != null && wanted.test(identity)) {
            admit(ctx);
        } else if (identity == null || identity.isAnonymous()) {
            refusal.write(ctx, 401, "This stream needs an API key or a session.");
        } else {
            refusal.write(ctx, 403, "This key may not read this stream.");
        }
    }

    private void admit(RoutingContext ctx) {
        var response = ctx.response();
        if (response.closed()) {
            return;
        }
        var last = lastEventId(ctx);
        if (last != null && !Hub.wellFormed(last)) {
            refusal.write(ctx, 400, "Last-Event-ID is at most " + LiveEvent.LONGEST + " characters on one line.");
            return;
        }
        Predicate<E> wanted;
        try {
            wanted = filter.apply(ctx);
        } catch (IllegalArgumentException e) {
            refusal.write(ctx, 400, String.valueOf(e.getMessage()));
            return;
        }
        var joined = hub.join(response, last, wanted, () -> head(ctx));
        if (joined.isEmpty()) {
            response.putHeader("retry-after", "5");
            refusal.write(ctx, 503, "There are as many listeners as there may be: come back later.");
        } else if (recheck != null && allowed != null) {
            recheck.watch(ctx, joined.get(), allowed);
        }
    }

    private static void head(RoutingContext ctx) {
        ctx.request().resume();
        ctx.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // nginx and its like would hold the stream back.
                .putHeader("x-accel-buffering", "no");
    }

    private static @Nullable String lastEventId(RoutingContext ctx) {
        var header = ctx.request().getHeader("Last-Event-ID");
        var last = header != null ? header : ctx.request().getParam("lastEventId");
        return last == null || last.isEmpty() ? null : last;
    }
}
