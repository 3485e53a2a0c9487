package dev.catchwater.load.origin;

import dev.catchwater.load.Options;
import dev.catchwater.load.Target;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A server on one event loop that keeps its own log: {@code /counts} tells what came. The question itself does not
 * count.
 */
public final class Origin implements AutoCloseable {
    private final Vertx vertx;
    private final Counts counts = new Counts();
    private final HttpServer server;

    private Origin(Options options) {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                // It has no files; killed, it would leave an empty cache of them.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))
                .setPreferNativeTransport(options.text("transport", "jdk").equals("native")));
        Handler<HttpServerRequest> answers = answers(options);
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.text("host", "127.0.0.1"))
                .setAcceptBacklog(4_096)
                .setIdleTimeout(0);
        server = vertx.createHttpServer(http)
                .connectionHandler(counts::opened)
                .requestHandler(request -> {
                    if ("/counts".equals(request.path())) {
                        request.response().end(counts.toString());
                    } else {
                        counts.asked(request);
                        answers.handle(request);
                    }
                })
                .listen(options.number("port", 0))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Starts one: {@code kind=plain}, {@code dead} (503), {@code cutting}, {@code holding}, {@code faulty}, {@code library} or {@code kept}. */
    public static Origin start(Options options) {
        return new Origin(options);
    }

    private Handler<HttpServerRequest> answers(Options options) {
        Buffer body = Buffer.buffer(new byte[Target.BODY_BYTES]);
        return switch (options.text("kind", "plain")) {
            case "plain" -> request -> request.response().end(body);
            case "cutting" -> request -> request.connection().close();
            case "dead" -> request -> request.response().setStatusCode(503).end();
            case "holding" -> new Holding(body);
            case "faulty" -> new Faults(vertx, new Random(options.number("seed", 1)));
            case "library" -> new Library(vertx);
            case "kept" -> new Kept();
            default -> throw new IllegalArgumentException("no such origin: " + options.text("kind", ""));
        };
    }

    /** Answers who asks for {@code /hold} only when somebody asks for {@code /release}. */
    private record Holding(Buffer body, List<HttpServerRequest> held) implements Handler<HttpServerRequest> {
        Holding(Buffer body) {
            this(body, new ArrayList<>());
        }

        @Override
        public void handle(HttpServerRequest request) {
            if ("/release".equals(request.path())) {
                request.response().end();
                held.forEach(waiting -> waiting.response().end(body));
                held.clear();
            } else {
                held.add(request);
            }
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** Connections that were accepted, and open now. */
    public Counts counts() {
        return counts;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
