package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What the transport throws, in our terms. Reasons come from the transport, never from the peer's bytes. */
final class Failures {
    private Failures() {}

    static HttpFailure connecting(Throwable cause, Request request, Duration limit) {
        return switch (cause) {
            case ConnectTimeoutException timeout -> new HttpFailure.TimedOut(HttpFailure.Phase.CONNECT, limit);
            case TimeoutException timeout -> new HttpFailure.TimedOut(HttpFailure.Phase.CONNECT, limit);
            case UnknownHostException unknown ->
                new HttpFailure.UnknownHost(request.uri().getHost());
            case ConnectionPoolTooBusyException busy -> new HttpFailure.Overloaded(VertxExchange.MAX_WAITING);
            case SSLException tls -> distrust(tls, request);
            default -> new HttpFailure.Refused(request.origin(), reason(cause));
        };
    }

    static HttpFailure exchanging(Throwable cause, Request request, int maxHeadBytes, boolean stale) {
        return switch (cause) {
            case TooLongFrameException tooLong -> new HttpFailure.TooLarge("the head of the answer", maxHeadBytes);
            // Without the decoder's own words, which quote what the peer sent.
            case DecoderException broken -> new HttpFailure.Malformed(request.origin(), "its head cannot be parsed");
            case IllegalArgumentException broken ->
                new HttpFailure.Malformed(request.origin(), "its head or framing cannot be parsed");
            default -> new HttpFailure.Disconnected(request.origin(), reason(cause), stale);
        };
    }

    private static HttpFailure distrust(SSLException tls, Request request) {
        for (Throwable cause = tls; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new HttpFailure.Untrusted(request.origin(), reason(cause));
            }
        }
        return new HttpFailure.Refused(request.origin(), reason(tls));
    }

    private static String reason(Throwable cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.length() <= 200 ? text : text.substring(0, 200);
    }
}
