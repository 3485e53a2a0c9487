package dev.catchwater.fairlead.tour;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.balance.Endpoints;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.tls.Certificates;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** {@code https://api.example.org} on the loopback, so that what the documents show runs as it stands there. */
final class ExampleOrg implements AutoCloseable {
    private static final Certificates.Issued AUTHORITY = Certificates.authority("Documents");

    private final Map<String, BiConsumer<HttpServerRequest, Buffer>> routes = new ConcurrentHashMap<>();
    private final String host;
    private final HttpServer server;

    ExampleOrg(Vertx vertx) {
        this(vertx, "api.example.org");
    }

    ExampleOrg(Vertx vertx, String host) {
        this.host = host;
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        Certificates.issue(AUTHORITY, Certificates.named(host)).forServer());
        server = vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void answer(HttpServerRequest request) {
        var route = routes.get(request.method() + " " + request.path());
        if (request.path().equals("/socket")) {
            request.toWebSocket().onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage));
        } else if (route == null) {
            request.response().setStatusCode(404).end();
        } else {
            request.body().onSuccess(body -> route.accept(request, body));
        }
    }

    /** What is answered to a method and path, such as {@code GET /feed}; the WebSocket at /socket is an echo. */
    ExampleOrg on(String methodAndPath, BiConsumer<HttpServerRequest, Buffer> answer) {
        routes.put(methodAndPath, answer);
        return this;
    }

    ExampleOrg text(String methodAndPath, String body, String... headers) {
        return on(methodAndPath, (request, content) -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            request.response().end(body);
        });
    }

    Endpoint endpoint() {
        return Endpoint.of("127.0.0.1", server.actualPort());
    }

    /** These settings for a client that finds this server under its name. */
    Settings reachedBy(Settings settings) {
        return trustedBy(settings).withEndpoints(Endpoints.of("https://" + host, endpoint()));
    }

    Settings trustedBy(Settings settings) {
        return settings.withTls(TlsPolicy.DEFAULT.trusting(AUTHORITY.asAuthority()));
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
