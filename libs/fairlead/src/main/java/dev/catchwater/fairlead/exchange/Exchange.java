package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Outcome;
import dev.catchwater.fairlead.Passage;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One request on its way to one answer. Lives on one event loop. */
final class Exchange extends Passage {
    private final Request request;
    private final HttpClient transport;
    private final Context context;
    private final Bounds bounds;
    private final Timers timers;
    private @Nullable HttpClientRequest sending;
    private Timers.@Nullable Timer firstByte;

    Exchange(Request request, HttpClient transport, Context context, Bounds bounds, Timers timers) {
        this.request = request;
        this.transport = transport;
        this.context = context;
        this.bounds = bounds;
        this.timers = timers;
    }

    @Override
    protected void begin() {
        transport.request(options()).onComplete(this::connected);
    }

    @Override
    protected void ended(Outcome outcome) {
        disarm();
        if (!(outcome instanceof Outcome.Completed) && sending != null) {
            sending.reset();
        }
    }

    private RequestOptions options() {
        URI uri = request.uri();
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method().name()))
                .setHost(host(uri))
                .setPort(port)
                .setSsl(tls)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        request.address()
                .ifPresent(address ->
                        options.setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress())));
        return options;
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private void connected(AsyncResult<HttpClientRequest> result) {
        if (result.failed()) {
            fail(Failures.connecting(result.cause(), request, bounds.connect()));
            return;
        }
        HttpClientRequest ready = result.result();
        sending = ready;
        if (!isOpen()) {
            ready.reset();
            return;
        }
        request.headers().forEach((name, value) -> ready.headers().add(name, value));
        ready.exceptionHandler(this::broke);
        ready.response().onComplete(answer -> {
            if (answer.succeeded()) {
                head(answer.result());
            } else {
                broke(answer.cause());
            }
        });
        send(ready);
    }

    private void send(HttpClientRequest ready) {
        switch (request.body()) {
            case RequestBody.None none -> ready.end();
            case RequestBody.Bytes bytes -> ready.end(bytes.content());
            case RequestBody.Stream stream -> BodySender.send(stream, ready, this::fail);
        }
        firstByte = timers.after(
                bounds.firstByte(),
                () -> fail(new HttpFailure.TimedOut(HttpFailure.Phase.FIRST_BYTE, bounds.firstByte())));
    }

    private void head(HttpClientResponse answer) {
        disarm();
        Headers headers = headers(answer.headers());
        long limit = request.maxBody(bounds.maxBodyBytes());
        if (carriesNothing(answer.statusCode(), headers)) {
            answer(new Response(request, answer.statusCode(), headers, ResponseBody.empty()));
        } else if (declaredLength(headers) > limit) {
            fail(new HttpFailure.TooLarge("the answer", limit));
        } else {
            BodyStream body = new BodyStream(answer, context, limit, bounds.idle(), timers, this::fail);
            answer.exceptionHandler(this::broke);
            answer(new Response(
                    request, answer.statusCode(), headers, ResponseBody.of(body, body::cancel)));
        }
    }

    /** RFC 9110 §6.4.1. */
    private boolean carriesNothing(int status, Headers headers) {
        return request.method().equals(Method.HEAD)
                || status == 204
                || status == 304
                || declaredLength(headers) == 0;
    }

    private static long declaredLength(Headers headers) {
        try {
            return headers.first("Content-Length").map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException notALength) {
            return -1;
        }
    }

    private static Headers headers(MultiMap from) {
        String[] lines = new String[from.size() * 2];
        int[] at = {0};
        from.forEach((name, value) -> {
            lines[at[0]++] = name;
            lines[at[0]++] = value;
        });
        return Headers.received(lines);
    }

    private void broke(Throwable cause) {
        fail(Failures.exchanging(cause, request, bounds.maxHeadBytes()));
    }

    private void disarm() {
        if (firstByte != null) {
            firstByte.cancel();
        }
    }
}
