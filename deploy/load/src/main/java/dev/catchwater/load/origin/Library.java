package dev.catchwater.load.origin;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origin of caches: {@code /b/BYTES/KEY} can be kept for a day, {@code /s/BYTES/KEY} for a second and confirmed by
 * its ETag, {@code /t/BYTES/TAG/KEY} has a tag, {@code /w/BYTES/MILLIS/KEY} is slow: nothing for so long, and then a
 * tenth of the body at a time.
 */
final class Library implements Handler<HttpServerRequest> {
    private static final Pattern OBJECTS = Pattern.compile("/[bstw]/\\d+/.+");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
    private static final Pattern FIRST = Pattern.compile("bytes=0-(\\d{1,8})");
    private static final int PIECES = 10;

    private final Vertx vertx;

    Library(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public void handle(HttpServerRequest request) {
        // Caches give up on misses whose clients have left.
        request.response().exceptionHandler(left -> {});
        String path = request.path();
        if (!OBJECTS.matcher(path).matches()) {
            request.response().setStatusCode(404).end();
            return;
        }
        String[] parts = path.split("/", -1);
        int bytes = Bodies.length(path);
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader("Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .putHeader("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
                .putHeader("ETag", "\"" + path + "\"")
                .putHeader("Cache-Control", "public, max-age=" + (parts[1].equals("s") ? 1 : 86_400));
        if (("\"" + path + "\"").equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        switch (parts[1]) {
            case "t" -> response.putHeader("Surrogate-Key", parts[3]).putHeader("xkey", parts[3]);
            case "w" -> {
                slow(response, Bodies.content(path, bytes), Long.parseLong(parts[3]));
                return;
            }
            default -> {}
        }
        whole(request, Buffer.buffer(Bodies.content(path, bytes)));
    }

    /** Or its beginning. */
    private static void whole(HttpServerRequest request, Buffer content) {
        String range = request.getHeader("Range");
        Matcher first = FIRST.matcher(range == null ? "" : range);
        int length = first.matches() ? Integer.parseInt(first.group(1)) + 1 : content.length();
        if (length >= content.length() || request.getHeader("If-Range") != null) {
            request.response().end(content);
            return;
        }
        request.response()
                .setStatusCode(206)
                .putHeader("Content-Range", "bytes 0-" + (length - 1) + "/" + content.length())
                .end(content.getBuffer(0, length));
    }

    private void slow(HttpServerResponse response, byte[] content, long millis) {
        response.putHeader("Content-Length", Integer.toString(content.length));
        vertx.setTimer(millis, due -> piece(response, Buffer.buffer(content), 0));
    }

    private void piece(HttpServerResponse response, Buffer content, int from) {
        if (response.closed()) {
            return;
        }
        int to = Math.min(content.length(), from + Math.ceilDiv(content.length(), PIECES));
        response.write(content.getBuffer(from, to));
        if (to == content.length()) {
            response.end();
        } else {
            vertx.setTimer(50, due -> piece(response, content, to));
        }
    }
}
