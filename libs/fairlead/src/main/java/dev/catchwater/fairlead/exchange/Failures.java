package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.Distrust;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.tls.Distrusted;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.StreamResetException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the transport throws, in our terms. Reasons come from the transport, never from the peer's bytes. */
final class Failures {
    private static final List<String> ABOUT_OURS = List.of(
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "certificate_required",
            "unknown_ca",
            "access_denied");

    private Failures() {}

    static HttpFailure connecting(Throwable cause, Request request, Duration limit) {
        return switch (cause) {
            case ConnectTimeoutException timeout -> new HttpFailure.TimedOut(HttpFailure.Phase.CONNECT, limit);
            case TimeoutException timeout -> new HttpFailure.TimedOut(HttpFailure.Phase.CONNECT, limit);
            case UnknownHostException unknown ->
                new HttpFailure.UnknownHost(request.uri().getHost());
            case ConnectionPoolTooBusyException busy -> new HttpFailure.Overloaded(VertxExchange.MAX_WAITING);
            case SSLException tls -> noTls(tls, request);
            case IllegalStateException closed -> new HttpFailure.Closed();
            default -> new HttpFailure.Refused(request.origin(), reason(cause));
        };
    }

    static HttpFailure exchanging(Throwable cause, Request request, int maxHeadBytes, boolean stale) {
        Distrust distrust = distrust(cause);
        if (distrust != null) {
            return new HttpFailure.Untrusted(request.origin(), distrust);
        }
        return switch (cause) {
            case Http2Exception.HeaderListSizeException ours
            when !ours.duringDecode() -> new HttpFailure.InvalidRequest("its head is larger than the peer takes");
            case Http2Exception.HeaderListSizeException tooLong ->
                new HttpFailure.TooLarge("the head of the answer", maxHeadBytes);
            case Http2Exception refused
            when refused.error() == Http2Error.REFUSED_STREAM -> reset(Http2Error.REFUSED_STREAM, request);
            case Http2Exception broken ->
                new HttpFailure.Malformed(request.origin(), "it breaks the rules of HTTP/2: " + broken.error());
            case StreamResetException reset -> reset(error(reset), request);
            case TooLongFrameException tooLong -> new HttpFailure.TooLarge("the head of the answer", maxHeadBytes);
            // Without the decoder's own words, which quote what the peer sent.
            case DecoderException broken -> new HttpFailure.Malformed(request.origin(), "its head cannot be parsed");
            case IllegalArgumentException broken ->
                new HttpFailure.Malformed(request.origin(), "its head or framing cannot be parsed");
            default -> new HttpFailure.Disconnected(request.origin(), reason(cause), stale);
        };
    }

    /** Our own side gave it no stream, on a connection that is closed or takes no more: nothing of it was sent. */
    static HttpFailure refused(Request request) {
        return new HttpFailure.Disconnected(request.origin(), "the connection took no more streams", true);
    }

    /**
     * A stream that was refused was not acted upon (RFC 9113 §8.7), like a request on a stale connection; our own side
     * refuses one on a connection that goes away.
     */
    private static HttpFailure reset(Http2Error error, Request request) {
        return new HttpFailure.Disconnected(
                request.origin(), "the stream was reset: " + error, error == Http2Error.REFUSED_STREAM);
    }

    private static Http2Error error(StreamResetException reset) {
        Http2Error error = Http2Error.valueOf(reset.getCode());
        return error == null ? Http2Error.INTERNAL_ERROR : error;
    }

    private static HttpFailure noTls(SSLException tls, Request request) {
        Distrust distrust = distrust(tls);
        return distrust == null
                ? new HttpFailure.Refused(
                        request.origin(), reason(tls.getCause() instanceof SSLException inner ? inner : tls))
                : new HttpFailure.Untrusted(request.origin(), distrust);
    }

    /** In TLS 1.3 a server says only after the handshake, in the midst of the exchange, that it will not have us. */
    private static @Nullable Distrust distrust(Throwable thrown) {
        Distrust found = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Distrusted told) {
                return told.reason();
            } else if (cause instanceof CertificateException) {
                found = Distrust.INVALID;
            } else if (cause instanceof SSLException && isAboutOurs(cause.getMessage())) {
                found = Distrust.OURS;
            }
        }
        return found;
    }

    /** The platform tells a peer's alert (RFC 8446 §6.2) in words only. */
    private static boolean isAboutOurs(@Nullable String words) {
        return words != null
                && words.contains("Received fatal alert")
                && ABOUT_OURS.stream().anyMatch(words::contains);
    }

    private static String reason(Throwable cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.length() <= 200 ? text : text.substring(0, 200);
    }
}
