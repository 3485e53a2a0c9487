package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/** An exchange over real sockets under a manual clock, its bound on bodies 1,000 bytes. */
abstract class OverSockets {
    static final Vertx VERTX = Vertx.vertx();

    @HttpMock
    Upstream upstream;

    final ManualTimers timers = new ManualTimers();
    final VertxExchange exchange = new VertxExchange(VERTX, Bounds.DEFAULT.withMaxBody(1_000), 8, timers);

    @AfterEach
    void close() {
        exchange.close();
    }

    /** Sends on an event loop, as the client does. */
    Uni<Response> send(Request request) {
        return onLoop(() -> exchange.proceed(request));
    }

    /** The next event loop; {@code getOrCreateContext} gives a thread the same one each time. */
    static Context loop() {
        return ((VertxInternal) VERTX).createEventLoopContext();
    }

    static <T> Uni<T> onLoop(java.util.function.Supplier<Uni<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop().runOnContext(ignored -> work.get().subscribe().with(result::complete, result::completeExceptionally));
        return Uni.createFrom().completionStage(result);
    }

    Request ask() {
        return Request.get(upstream.uri("/"));
    }

    void replies(Reply... replies) {
        upstream.when(Match.any()).reply(replies[0], java.util.Arrays.copyOfRange(replies, 1, replies.length));
    }

    /** Contexts go around the loops; a task that a loop's task queues runs after another look at its sockets. */
    static void everyLoopHasLookedAtItsSockets() {
        for (int i = 0; i < 100; i++) {
            Answers.get(onLoop(() -> Uni.createFrom().item(1)));
        }
    }
}
