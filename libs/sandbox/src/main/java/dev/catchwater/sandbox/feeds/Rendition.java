package dev.catchwater.sandbox.feeds;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A feed document as it can be sent: plain and gzip, each with a strong validator of its own (RFC 9110 §8.8.3.3), and
 * the time of its last change.
 */
final class Rendition {

    private final long version;
    private final String type;
    private final Buffer plain;
    private final Buffer packed;
    private final String tag;
    private final Instant modified;

    Rendition(long version, String type, String text, Instant modified) {
        this.version = version;
        this.type = type;
        this.plain = Buffer.buffer(text);
        this.packed = Buffer.buffer(gzip(plain.getBytes()));
        this.tag = digest(text);
        this.modified = modified.truncatedTo(ChronoUnit.SECONDS);
    }

    long version() {
        return version;
    }

    void answer(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        boolean gzip = accepts(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        ctx.response()
                .putHeader(HttpHeaders.ETAG, "\"" + tag + (gzip ? "-gzip\"" : "\""))
                .putHeader(HttpHeaders.LAST_MODIFIED, Gate.httpDate(modified))
                .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=1")
                .putHeader(HttpHeaders.VARY, "Accept-Encoding");
        if (unchanged(request)) {
            Answer.send(ctx, 304, Buffer.buffer());
            return;
        }
        if (gzip) {
            ctx.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8");
        Answer.send(ctx, 200, gzip ? packed : plain);
    }

    /** RFC 9110 §13.2.2: where there is If-None-Match, If-Modified-Since is not looked at. */
    private boolean unchanged(HttpServerRequest request) {
        String noneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (noneMatch != null) {
            return matches(noneMatch);
        }
        Instant since = date(request.getHeader(HttpHeaders.IF_MODIFIED_SINCE));
        return since != null && !modified.isAfter(since);
    }

    private boolean matches(String noneMatch) {
        for (String candidate : noneMatch.split(",", 50)) {
            String wanted = candidate.strip();
            // If-None-Match compares weakly (RFC 9110 §13.1.2).
            String opaque = wanted.startsWith("W/") ? wanted.substring(2) : wanted;
            if (wanted.equals("*") || opaque.equals("\"" + tag + "\"") || opaque.equals("\"" + tag + "-gzip\"")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Instant date(@Nullable String value) {
        try {
            return value == null
                    ? null
                    : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            // RFC 9110 §13.1.3: a date that cannot be read is ignored.
            return null;
        }
    }

    private static boolean accepts(@Nullable String encodings) {
        if (encodings == null) {
            return false;
        }
        for (String coding : encodings.split(",", 20)) {
            String clean = coding.replace(" ", "");
            if ((clean.startsWith("gzip") || clean.startsWith("*")) && !clean.matches(".*;q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }

    static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
