package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ManualTimers;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Sessions over real sockets, under a manual clock. */
abstract class OverWebSockets {
    static final Vertx VERTX = Vertx.vertx();

    final ManualTimers timers = new ManualTimers();
    final Peer peer = new Peer(VERTX);
    final HttpClient client = HttpClient.create(
            VERTX,
            Settings.named("sockets")
                    .withRetries(RetryPolicy.NEVER)
                    .withGuard(new GuardPolicy(true, Set.of("127.0.0.1:" + peer.port()))),
            timers,
            new Random(2));

    @AfterEach
    void close() {
        client.close();
        peer.close();
    }

    WebSocketSession session(WebSocketPolicy policy) {
        return client.webSockets(policy).connect(WebSocketClient.request(peer.uri("/ws?token=secret")));
    }

    WebSocketSession session() {
        return session(WebSocketPolicy.DEFAULT);
    }

    /** Reads the loss of a connection, and lets the pause before the next one pass. */
    WebSocketSignal.Disconnected lostAndAgain(Listener listener) throws InterruptedException {
        WebSocketSignal.Disconnected gone = listener.next(WebSocketSignal.Disconnected.class);
        timers.clock().advance(gone.retryIn());
        return gone;
    }

    static HttpFailure endOf(Listener listener) throws Exception {
        try {
            listener.end.get(30, TimeUnit.SECONDS);
            throw new AssertionError("no failure");
        } catch (ExecutionException | CompletionException expected) {
            return HttpFailure.of(expected.getCause());
        }
    }
}
