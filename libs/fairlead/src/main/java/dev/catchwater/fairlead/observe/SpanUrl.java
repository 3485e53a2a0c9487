package dev.catchwater.fairlead.observe;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Request;
import java.net.URI;
import java.util.Locale;

/**
 * What a span may show of a request's URI. Values of the query are secrets, and so is a parameter without one, which may
 * be nothing else; of a path that is a secret ({@link CallListener#SECRET_PATH}) and of what follows it nothing is shown;
 * fragments are never sent, and user information is in no request.
 */
final class SpanUrl {
    private static final String REDACTED = "REDACTED";

    /** Longer ones are cut, in characters. */
    static final int MAX_CHARS = 2_048;

    private SpanUrl() {}

    static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    static String redacted(Request request) {
        URI uri = request.uri();
        StringBuilder shown = new StringBuilder(128)
                .append(uri.getScheme().toLowerCase(Locale.ROOT))
                .append("://")
                .append(uri.getHost().toLowerCase(Locale.ROOT));
        if (uri.getPort() >= 0) {
            shown.append(':').append(uri.getPort());
        }
        if (request.get(CallListener.SECRET_PATH)) {
            return shown.append('/').append(REDACTED).toString();
        }
        shown.append(uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            redact(uri.getRawQuery(), shown.append('?'));
        }
        if (shown.length() > MAX_CHARS) {
            shown.setLength(MAX_CHARS);
        }
        return shown.toString();
    }

    private static void redact(String query, StringBuilder shown) {
        int at = 0;
        while (at <= query.length() && shown.length() < MAX_CHARS) {
            int end = query.indexOf('&', at);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', at);
            if (equals >= 0 && equals < end) {
                shown.append(query, at, equals + 1);
            }
            shown.append(at == end ? "" : REDACTED);
            if (end < query.length()) {
                shown.append('&');
            }
            at = end + 1;
        }
    }
}
