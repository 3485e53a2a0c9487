package dev.catchwater.local.portal;

import dev.catchwater.local.Board;
import dev.catchwater.local.StartFailure;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The page at port 8080: {@code /} for people, {@code /status} as JSON, {@code /events} as SSE. Loopback only, and only
 * under a loopback name, so that no foreign page reads it by rebinding its own name.
 */
public final class Portal implements AutoCloseable {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
                            + "img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private final Vertx vertx;
    private final Snapshot snapshot;
    private final Listeners listeners;

    /**
     * Serves nothing yet.
     *
     * @param sandbox its base address, asked for the state of each upstream
     */
    public Portal(Board board, InstantSource clock, URI sandbox) {
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true));
        this.snapshot = new Snapshot(board, clock, new Upstreams(vertx, sandbox));
        // Loads the JSON library here: on the event loop of a busy machine that takes seconds.
        snapshot.json();
        this.listeners = new Listeners(vertx, snapshot);
        board.listen((before, after) -> listeners.changed());
    }

    /**
     * Listens.
     *
     * @param port 0 for a free one
     * @return the port
     * @throws StartFailure if it cannot
     */
    public int start(int port) {
        Router router = Router.router(vertx);
        router.route().handler(Portal::guard);
        Assets.serve(router);
        router.get("/status").handler(this::status);
        router.get("/events").handler(context -> listeners.add(context.response()));
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(port).setMaxInitialLineLength(2048);
        try {
            HttpServer started = vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            listeners.start();
            return started.actualPort();
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailure("The portal cannot listen on port " + port + ": " + e.getMessage() + ".", null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The portal was interrupted.", null, e);
        }
    }

    private void status(RoutingContext context) {
        context.response().putHeader("Content-Type", "application/json").end(snapshot.json());
    }

    private static void guard(RoutingContext context) {
        var host = context.request().authority();
        if (host == null || !NAMES.contains(host.host())) {
            context.response().setStatusCode(421).end();
            return;
        }
        HEADERS.forEach(context.response()::putHeader);
        context.next();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(2, TimeUnit.SECONDS)
                .exceptionally(e -> null)
                .join();
    }
}
