package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Opens WebSockets and keeps them: a lost connection is made again, after a growing random pause, and every live
 * subscription is sent on it before its messages come. The opening handshake is a call like any other, with the
 * client's address guard, TLS, bounds and stages; its place among the calls in flight is held for as long as the
 * connection lives. Redirects of it are followed as the client's policy says.
 */
public final class WebSocketClient {
    private final Next client;
    private final WebSocketPolicy policy;
    private final Timers timers;
    private final RandomGenerator random;
    private final Supplier<Executor> loops;

    /**
     * A client of WebSockets.
     *
     * @param client sends the handshakes, e.g. {@code httpClient::send}
     * @param random makes masks and keys (RFC 6455 §10.3 wants them unpredictable) and the jitter
     * @param loops gives a session its event loop, which runs tasks one after another and at once if already on it
     */
    public WebSocketClient(
            Next client, WebSocketPolicy policy, Timers timers, RandomGenerator random, Supplier<Executor> loops) {
        this.client = client;
        this.policy = policy;
        this.timers = timers;
        this.random = random;
        this.loops = loops;
    }

    /** A GET for a {@code ws} or {@code wss} URI, which are http and https with another name (RFC 6455 §3). */
    public static Request request(String uri) {
        String lower = uri.regionMatches(true, 0, "ws", 0, 2) ? "http" + uri.substring(2) : "";
        if (!lower.startsWith("http://")
                && !lower.toLowerCase(java.util.Locale.ROOT).startsWith("https://")) {
            throw new HttpFailure.InvalidRequest("only absolute ws and wss URIs can be connected to").asException();
        }
        return Request.get(lower);
    }

    /** A session that connects when its signals are subscribed to. */
    public WebSocketSession connect(Request request) {
        return connect(Uni.createFrom().item(request));
    }

    /** The same, with a request that is made for each connection: for signatures and tokens that expire. */
    public WebSocketSession connect(Uni<Request> request) {
        return new WebSocketSession(client, request, policy, timers, random, loops.get());
    }
}
