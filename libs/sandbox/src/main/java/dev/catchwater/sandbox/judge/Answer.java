package dev.catchwater.sandbox.judge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Sends a whole answer, spoilt by the faults that met its request. */
public final class Answer {

    private Answer() {}

    /** Sends status and body; the headers set so far are kept. */
    public static void send(RoutingContext ctx, int status, Buffer body) {
        HttpServerResponse response = ctx.response().setStatusCode(status);
        if (response.ended() || response.closed()) {
            return;
        }
        List<Fault> faults = Gate.faultsOf(ctx);
        boolean garbage = faults.stream().anyMatch(Fault.Garbage.class::isInstance);
        Buffer sent = garbage ? noise(body.length()) : body;
        boolean bodiless = status == 304 || status == 204;
        if (!bodiless) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(sent.length()));
        }
        if (bodiless || ctx.request().method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        for (Fault fault : faults) {
            if (fault instanceof Fault.Truncate) {
                truncate(ctx, sent);
                return;
            }
            if (fault instanceof Fault.Drip drip) {
                drip(ctx, sent, drip, 0);
                return;
            }
        }
        response.end(sent);
    }

    /** Sends text under this content type. */
    public static void text(RoutingContext ctx, int status, String contentType, String body) {
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        send(ctx, status, Buffer.buffer(body));
    }

    private static void truncate(RoutingContext ctx, Buffer body) {
        ctx.response()
                .write(body.getBuffer(0, body.length() / 2))
                .onComplete(done -> ctx.request().connection().close());
    }

    private static void drip(RoutingContext ctx, Buffer body, Fault.Drip drip, int from) {
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            return;
        }
        int to = Math.min(body.length(), from + drip.bytes());
        if (to == body.length()) {
            response.end(body.getBuffer(from, to));
            return;
        }
        response.write(body.getBuffer(from, to));
        ctx.vertx().setTimer(drip.gap().toMillis(), id -> drip(ctx, body, drip, to));
    }

    private static Buffer noise(int length) {
        byte[] bytes = new byte[Math.max(16, length)];
        // A fixed pattern: 0xfe never occurs in UTF-8, so no parser can take this for text.
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 2 == 0 ? 0xfe : i * 31);
        }
        return Buffer.buffer(bytes);
    }
}
