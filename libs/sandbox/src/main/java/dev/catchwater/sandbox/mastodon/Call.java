package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to an instance's API whose token and budgets have been looked at.
 *
 * @param base the instance's address, without a slash at the end
 * @param grant what its token allows, or null without a token
 */
record Call(
        RoutingContext ctx,
        Instance instance,
        String base,
        @Nullable Grant grant) {

    static final String JSON = "application/json; charset=utf-8";

    @Nullable
    Account viewer() {
        return grant == null ? null : grant.user();
    }

    MultiMap params() {
        return ctx.request().params();
    }

    /** A page of statuses, with its {@code Link} header unless it is empty. */
    void page(List<Status> statuses, boolean next) {
        if (!statuses.isEmpty()) {
            String url =
                    base + ctx.request().path().substring(ctx.request().path().indexOf("/api/"));
            ctx.response().putHeader("Link", Links.of(url, params(), statuses, next));
        }
        var writer = new StatusJson(instance, base);
        var array = new JsonArray();
        statuses.forEach(status -> array.add(writer.write(status, viewer())));
        ok(array.toBuffer());
    }

    void ok(JsonObject json) {
        ok(json.toBuffer());
    }

    /** As Rack::ETag does: a weak tag over the body, and 304 to those who have it. */
    private void ok(Buffer body) {
        String tag = "W/\"" + md5(body.getBytes()) + "\"";
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).putHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            ctx.response().headers().remove(HttpHeaders.CONTENT_TYPE);
            Answer.send(ctx, 304, Buffer.buffer());
        } else {
            Answer.send(ctx, 200, body);
        }
    }

    /** An error in Mastodon's shape. */
    static void error(RoutingContext ctx, int status, String message) {
        Answer.text(ctx, status, JSON, new JsonObject(Map.of("error", message)).encode());
    }

    private static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
