package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** Our nouns in the transport's terms, and back. */
final class Wire {
    /** Framing is the transport's: a caller's own would let one request pass for two (RFC 9112 §11.2). */
    private static boolean isFraming(String name) {
        return name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding");
    }

    /** What HTTP/2 must not be sent (RFC 9113 §8.2.2), and Host, which is {@code :authority} there. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "host", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade");

    private static boolean isOfTheConnection(String name) {
        return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Methods whose content means something: they say so even when there is none (RFC 9110 §8.6). */
    private static final Set<Method> WITH_CONTENT = Set.of(Method.POST, Method.PUT, Method.PATCH);

    /** Why we end a stream of HTTP/2 (RFC 9113 §7): its answer is not wanted any more. */
    static final long CANCEL = 8;

    private Wire() {}

    static RequestOptions options(Request request, Bounds bounds) {
        URI uri = request.uri();
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method().name()))
                .setHost(host(uri))
                .setPort(port)
                .setSsl(tls)
                .setConnectTimeout(bounds.connect().toMillis())
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        if (request.endpoint().isPresent()) {
            Endpoint chosen = request.endpoint().get();
            options.setServer(server(chosen.port(), chosen.address()));
        } else if (request.address().isPresent()) {
            options.setServer(server(port, request.address().get()));
        }
        return options;
    }

    private static SocketAddress server(int port, InetAddress address) {
        return SocketAddress.inetSocketAddress(port, address.getHostAddress());
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Puts the header fields on the request, all but the framing. */
    static void head(Request request, HttpClientRequest ready) {
        boolean multiplexed = ready.version() == HttpVersion.HTTP_2;
        if (multiplexed) {
            authority(request, ready);
        } else if (request.uri().getHost().startsWith("[") && !request.headers().contains("Host")) {
            // The transport leaves the brackets out, which RFC 3986 §3.2.2 wants.
            ready.putHeader("Host", request.uri().getRawAuthority());
        }
        try {
            // The transport lets folded lines through, which may be two to whoever reads them (RFC 9112 §5.2).
            request.headers().requireSendable().forEach((name, value) -> {
                if (!isFraming(name) && !(multiplexed && isOfTheConnection(name))) {
                    ready.headers().add(name, value);
                }
            });
        } catch (IllegalArgumentException refused) {
            // Fields that came from a peer are checked only here; the cause would quote them.
            throw new HttpFailure.InvalidRequest("a header field cannot be sent").asException();
        }
        if (request.body() instanceof RequestBody.None && WITH_CONTENT.contains(request.method())) {
            ready.putHeader("Content-Length", "0");
        }
    }

    /** In HTTP/2 {@code :authority} says what Host does, which must not say anything else (RFC 9113 §8.3.1). */
    private static void authority(Request request, HttpClientRequest ready) {
        String named = request.headers().first("Host").orElse(request.uri().getRawAuthority());
        HostAndPort authority = HostAndPort.parseAuthority(named, -1);
        if (authority == null) {
            throw new HttpFailure.InvalidRequest("Host is no host with a port").asException();
        }
        ready.authority(authority);
    }

    static Headers headers(MultiMap from) {
        Lines lines = new Lines();
        from.forEach(lines);
        return Headers.received(lines.taken());
    }

    /** Names and values in turn; the transport's {@code size()} is the number of distinct names, not of lines. */
    private static final class Lines implements BiConsumer<String, String> {
        private String[] lines = new String[16];
        private int used;

        @Override
        public void accept(String name, String value) {
            if (used == lines.length) {
                lines = Arrays.copyOf(lines, 2 * used);
            }
            lines[used++] = name;
            lines[used++] = value;
        }

        String[] taken() {
            return used == lines.length ? lines : Arrays.copyOf(lines, used);
        }
    }

    /** The Content-Length, or -1 if there is none that can be read. */
    static long declaredLength(Headers headers) {
        try {
            var length = headers.first("Content-Length");
            return length.isPresent() ? Long.parseLong(length.get()) : -1;
        } catch (NumberFormatException notALength) {
            return -1;
        }
    }
}
