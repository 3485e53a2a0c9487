package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The streaming API over server-sent events (docs.joinmastodon.org/methods/streaming). It greets with {@code :)}, beats
 * {@code :thump}, and sends no event ids: who was away must page. At most {@value #MOST} streams; one whose reader has
 * let a MiB pile up is cut.
 */
final class Streams implements Instance.Listener {

    private static final int MOST = 500;
    private static final int PILE = 1024 * 1024;

    private record Stream(
            HttpConnection connection,
            HttpServerResponse response,
            @Nullable Account viewer,
            Predicate<Status> shown) {}

    private final Instance instance;
    private final Grants grants;
    private final Duration heartbeat;
    private final Supplier<String> base;
    private final List<Stream> open = new ArrayList<>();

    Streams(Instance instance, Grants grants, Duration heartbeat, Supplier<String> base) {
        this.instance = instance;
        this.grants = grants;
        this.heartbeat = heartbeat;
        this.base = base;
    }

    int size() {
        return open.size();
    }

    void mount(Router router, String root) {
        String path = root + "/api/v1/streaming";
        router.get(path + "/health").handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
            Answer.text(ctx, 200, "text/plain", "OK");
        });
        router.get(path + "/user").handler(ctx -> enter(ctx, "read:statuses", true, Status::readableByFollowers));
        router.get(path + "/public").handler(ctx -> enter(ctx, "read:statuses", false, Rest::inPublic));
        router.get(path + "/public/local").handler(ctx -> enter(ctx, "read:statuses", false, Rest::inPublic));
        router.get(path + "/public/remote").handler(ctx -> enter(ctx, "read:statuses", false, status -> false));
        router.get(path + "/hashtag").handler(this::hashtag);
        router.get(path + "/hashtag/local").handler(this::hashtag);
        router.get(path + "/*").handler(ctx -> Call.error(ctx, 404, "Not found"));
    }

    private void hashtag(RoutingContext ctx) {
        String tag = ctx.request().getParam("tag");
        if (tag == null || tag.isEmpty()) {
            Call.error(ctx, 400, "Missing tag name parameter");
        } else {
            enter(ctx, "read:statuses", false, status -> Rest.hasTag(status, tag));
        }
    }

    private void enter(RoutingContext ctx, String scope, boolean personal, Predicate<Status> shown) {
        String token = Door.token(ctx.request());
        Grant grant = token == null ? null : grants.find(token);
        Gate.identify(ctx, grant != null ? grant.subject() : token == null ? "anonymous" : "refused");
        if (grant == null || grant.user() == null) {
            Call.error(ctx, 401, token == null ? "Missing access token" : "Invalid access token");
        } else if (!Scopes.cover(grant.scopes(), scope)) {
            Call.error(ctx, 401, "Access token does not have the required scopes");
        } else if (open.size() >= MOST) {
            Call.error(ctx, 503, "Too many streams");
        } else {
            begin(ctx, personal ? grant.user() : null, shown);
        }
    }

    private void begin(RoutingContext ctx, @Nullable Account viewer, Predicate<Status> shown) {
        HttpServerResponse response = ctx.response().setChunked(true).setWriteQueueMaxSize(PILE);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        response.write(":)\n");
        var stream = new Stream(ctx.request().connection(), response, viewer, shown);
        open.add(stream);
        long timer = ctx.vertx().setPeriodic(heartbeat.toMillis(), id -> write(stream, ":thump\n"));
        ctx.addEndHandler(end -> {
            ctx.vertx().cancelTimer(timer);
            open.remove(stream);
        });
    }

    /** Cuts every stream; says how many there were. */
    int drop() {
        List<Stream> all = List.copyOf(open);
        all.forEach(stream -> stream.connection().close());
        return all.size();
    }

    @Override
    public void posted(Status status) {
        send("update", status);
    }

    @Override
    public void edited(Status status) {
        send("status.update", status);
    }

    @Override
    public void deleted(Status status) {
        String frame = frame("delete", Long.toString(status.id()));
        each(status, stream -> frame);
    }

    private void send(String event, Status status) {
        if (open.isEmpty()) {
            return;
        }
        // Written once for each kind of viewer, however many listen.
        Map<Long, String> frames = new HashMap<>();
        var json = new StatusJson(instance, base.get());
        each(
                status,
                stream -> frames.computeIfAbsent(
                        stream.viewer() == null ? 0 : stream.viewer().id(),
                        viewer ->
                                frame(event, json.write(status, stream.viewer()).encode())));
    }

    private void each(Status status, Function<Stream, String> frame) {
        for (Stream stream : List.copyOf(open)) {
            if (stream.shown().test(status)) {
                write(stream, frame.apply(stream));
            }
        }
    }

    private static String frame(String event, String data) {
        return "event: " + event + "\ndata: " + data + "\n\n";
    }

    private static void write(Stream stream, String text) {
        HttpServerResponse response = stream.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.writeQueueFull()) {
            stream.connection().close();
        } else {
            response.write(text);
        }
    }
}
