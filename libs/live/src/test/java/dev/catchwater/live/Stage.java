package dev.catchwater.live;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A hub served on loopback by two event loops, without Quarkus. */
final class Stage implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Past past = new Past();
    final List<LiveSignal> signals = new CopyOnWriteArrayList<>();
    final AtomicInteger encoded = new AtomicInteger();
    final Hub<String> hub;
    private volatile int port;

    Stage(UnaryOperator<HubBuilder<String>> knobs) throws Exception {
        hub = knobs.apply(Hub.<String>builder(vertx)
                        .numbered()
                        .encode(body -> {
                            encoded.incrementAndGet();
                            return body;
                        })
                        .replay(past::after)
                        .signals(signals::add))
                .build();
        deploy(LiveRoute.of(hub, Stage::refuse).open().filter(ctx -> {
            var word = ctx.request().getParam("word");
            if ("bad".equals(word)) {
                throw new IllegalArgumentException("no such word");
            }
            return body -> word == null || body.contains(word) && !explodes(word);
        }));
    }

    private static boolean explodes(String word) {
        if (word.equals("boom")) {
            throw new IllegalStateException("filter");
        }
        return false;
    }

    private static void refuse(io.vertx.ext.web.RoutingContext ctx, int status, String detail) {
        ctx.response().setStatusCode(status).end(detail);
    }

    private void deploy(LiveRoute<String> route) throws Exception {
        vertx.deployVerticle(
                        () -> new AbstractVerticle() {
                            @Override
                            public void start(Promise<Void> started) {
                                var router = Router.router(vertx);
                                route.mount(router, "/stream");
                                LiveRoute.of(hub, Stage::refuse).mount(router, "/closed");
                                vertx.createHttpServer()
                                        .requestHandler(router)
                                        .listen(0, "127.0.0.1")
                                        .onSuccess(server -> port = server.actualPort())
                                        .<Void>mapEmpty()
                                        .onComplete(started);
                            }
                        },
                        new DeploymentOptions().setInstances(1))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    int port() {
        return port;
    }

    /** Stores an event, then publishes it. */
    void tell(long id, String body) {
        hub.publish(past.add(id, body));
    }

    /** Returns once the event loop has gone round, so that a publisher cannot run far ahead of it. */
    void breathe() {
        var round = new CompletableFuture<Void>();
        vertx.setTimer(1, id -> round.complete(null));
        round.join();
    }

    Ear ear(String... headers) {
        return Ear.open(port, "/stream", headers);
    }

    @Override
    public void close() {
        hub.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
