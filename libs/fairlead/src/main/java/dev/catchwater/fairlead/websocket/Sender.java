package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Outlet;
import dev.catchwater.fairlead.Timers;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The way out of one connection: messages in order, bounded; control frames between them. Lives on one event loop. */
final class Sender {
    private final String origin;
    private final Outlet outlet;
    private final FrameEncoder encoder;
    private final @Nullable Deflation deflation;
    private final WebSocketPolicy policy;
    private final Timers timers;
    private final Executor loop;
    private final Map<Long, CompletableFuture<Void>> waiting = new LinkedHashMap<>();
    private @Nullable Buffer nextPong;
    private CompletionStage<Void> lastWrite = CompletableFuture.completedStage(null);
    private long numbers;
    private long unsentBytes;
    private boolean pongUnderWay;
    private boolean closing;

    Sender(
            String origin,
            Outlet outlet,
            FrameEncoder encoder,
            @Nullable Deflation deflation,
            WebSocketPolicy policy,
            Timers timers,
            Executor loop) {
        this.origin = origin;
        this.outlet = outlet;
        this.encoder = encoder;
        this.deflation = deflation;
        this.policy = policy;
        this.timers = timers;
        this.loop = loop;
    }

    /** Sends; done when the socket has room for more. A failure is an HttpException. */
    CompletionStage<Void> send(WebSocketMessage message) {
        return send(message, true);
    }

    /** The same whatever waits already; for the session's own messages, which come one at a time. */
    CompletionStage<Void> sendAnyway(WebSocketMessage message) {
        return send(message, false);
    }

    private CompletionStage<Void> send(WebSocketMessage message, boolean bounded) {
        WebSocketBounds bounds = policy.bounds();
        if (closing) {
            return failed(new HttpFailure.Disconnected(origin, "it is being closed; nothing was sent"));
        }
        Buffer payload = message.bytes();
        if (payload.length() > bounds.maxMessageBytes()) {
            return failed(new HttpFailure.TooLarge("the message to send", bounds.maxMessageBytes()));
        }
        if (bounded && unsentBytes > 0 && unsentBytes + payload.length() > bounds.maxUnsentBytes()) {
            return failed(new HttpFailure.Overloaded(HttpFailure.Overloaded.Bound.BYTES, bounds.maxUnsentBytes()));
        }
        Buffer frames = frames(message instanceof WebSocketMessage.Text ? Frame.TEXT : Frame.BINARY, payload);
        CompletableFuture<Void> sent = new CompletableFuture<>();
        long number = ++numbers;
        waiting.put(number, sent);
        unsentBytes += frames.length();
        write(frames)
                .whenComplete((done, thrown) -> loop.execute(() -> {
                    unsentBytes -= frames.length();
                    waiting.remove(number);
                    sent.complete(null);
                }));
        return sent;
    }

    private Buffer frames(int opcode, Buffer payload) {
        Buffer compressed = deflation == null ? null : deflation.deflate(payload);
        return compressed == null ? encoder.message(opcode, payload) : encoder.compressed(opcode, compressed);
    }

    /** No message is sent any more: the memory of what compressed them is free. */
    void end() {
        if (deflation != null) {
            deflation.end();
        }
    }

    void ping(Buffer payload) {
        if (!closing) {
            write(encoder.control(Frame.PING, payload));
        }
    }

    /** Answers the latest ping only while an earlier answer is under way (RFC 6455 §5.5.3): pings cannot pile up. */
    void pong(Buffer payload) {
        if (closing) {
            return;
        }
        if (pongUnderWay) {
            nextPong = payload;
            return;
        }
        pongUnderWay = true;
        write(encoder.control(Frame.PONG, payload))
                .whenComplete((done, thrown) -> loop.execute(() -> {
                    pongUnderWay = false;
                    Buffer next = nextPong;
                    nextPong = null;
                    if (next != null) {
                        pong(next);
                    }
                }));
    }

    /** Sends a close frame, once; after it nothing is sent (RFC 6455 §5.5.1). */
    void close(int code, String reason) {
        if (!closing) {
            closing = true;
            write(encoder.control(Frame.CLOSE, Frame.closing(code, reason)));
        }
    }

    /** Says goodbye if nobody has, and cuts when that is on its way, or when it takes too long. */
    void leave(Runnable cut) {
        broken(new HttpFailure.Disconnected(origin, "before the message was sent, or just after"));
        close(CloseCode.NORMAL, "");
        Duration limit = policy.closing();
        Timers.Timer deadline = timers.after(limit, cut);
        lastWrite.whenComplete((done, thrown) -> loop.execute(() -> {
            deadline.cancel();
            cut.run();
        }));
    }

    /** Fails what waits: whether it arrived is unknown. */
    void broken(HttpFailure failure) {
        List<CompletableFuture<Void>> lost = List.copyOf(waiting.values());
        waiting.clear();
        lost.forEach(one -> one.completeExceptionally(failure.asException()));
    }

    private CompletionStage<Void> write(Buffer frames) {
        lastWrite = outlet.write(frames);
        return lastWrite;
    }

    private static CompletionStage<Void> failed(HttpFailure failure) {
        return CompletableFuture.failedStage(failure.asException());
    }
}
