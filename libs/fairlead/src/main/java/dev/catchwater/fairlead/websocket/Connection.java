package dev.catchwater.fairlead.websocket;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The way in of one connection: bytes to messages, no further than the session has room. Lives on one event loop. */
final class Connection implements MultiSubscriber<Buffer> {
    /** What the session wants to know. */
    interface Owner {
        /** Whether another message can be taken; when that changes, {@link Connection#pump} is to be called. */
        boolean hasRoom();

        void received(WebSocketMessage message);

        /** Comes once, after all messages. */
        void lost(Connection connection, HttpFailure failure, int code, String said);
    }

    private final String origin;
    private final Executor loop;
    private final FrameDecoder decoder;
    private final Assembler assembler;
    private final Sender sender;
    private final Heartbeat heartbeat;
    private final Owner owner;
    private Flow.@Nullable Subscription upstream;
    private @Nullable HttpFailure ending;
    private boolean asked;
    private boolean pumping;
    private boolean over;

    Connection(
            String origin,
            Executor loop,
            WebSocketBounds bounds,
            Assembler assembler,
            Sender sender,
            Heartbeat heartbeat,
            Owner owner) {
        this.origin = origin;
        this.loop = loop;
        this.decoder = new FrameDecoder(bounds.maxFrameBytes());
        this.assembler = assembler;
        this.sender = sender;
        this.heartbeat = heartbeat;
        this.owner = owner;
    }

    Sender sender() {
        return sender;
    }

    /** Reads on as far as there is room. */
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (!over && owner.hasRoom() && step()) {
                // each step is a frame, or a chunk that came at once
            }
            heartbeat.reading(asked);
        } catch (Violation violation) {
            close(violation.code(), "");
            lose(violation.failure(), CloseCode.ABNORMAL, "");
        } finally {
            pumping = false;
        }
    }

    /** Whether there may be more to do at once. */
    private boolean step() {
        Frame frame = decoder.next();
        if (frame != null) {
            take(frame);
            return true;
        }
        if (ending != null) {
            lose(ending, CloseCode.ABNORMAL, "");
            return false;
        }
        if (!asked && upstream != null) {
            asked = true;
            upstream.request(1);
            return !asked;
        }
        return false;
    }

    private void take(Frame frame) {
        switch (frame.opcode()) {
            case Frame.PING -> sender.pong(frame.payload());
            case Frame.PONG -> {
                // That it came is all there is to it.
            }
            case Frame.CLOSE -> closed(frame.payload());
            default -> {
                WebSocketMessage message = assembler.add(frame);
                if (message != null) {
                    owner.received(message);
                }
            }
        }
    }

    private void closed(Buffer payload) {
        int code = payload.length() >= 2 ? payload.getUnsignedShort(0) : CloseCode.NONE;
        if (payload.length() == 1 || (code != CloseCode.NONE && !CloseCode.isSendable(code))) {
            throw Violation.protocol("its close code is none");
        }
        String said = payload.length() > 2 ? Assembler.text(payload.getBuffer(2, payload.length())) : "";
        sender.close(code, "");
        lose(new HttpFailure.Disconnected(origin, "the peer closed it with code " + code), code, said);
    }

    /** Says goodbye; what comes until the peer does, too, is still delivered. */
    void close(int code, String reason) {
        sender.close(code, reason);
    }

    /** Gives it up, and tells the session why. */
    void fail(HttpFailure failure) {
        lose(failure, CloseCode.ABNORMAL, "");
    }

    /** Gives it up without a word to the session. */
    void abandon() {
        if (over) {
            return;
        }
        over = true;
        heartbeat.stop();
        assembler.end();
        sender.end();
        if (ending == null) {
            sender.leave(this::cut);
        } else {
            sender.broken(ending);
        }
    }

    private void lose(HttpFailure failure, int code, String said) {
        if (!over) {
            abandon();
            owner.lost(this, failure, code, said);
        }
    }

    private void cut() {
        if (upstream != null) {
            upstream.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        if (over) {
            subscription.cancel();
            return;
        }
        heartbeat.start(this);
        pump();
    }

    @Override
    public void onItem(Buffer chunk) {
        loop.execute(() -> {
            asked = false;
            if (!over) {
                heartbeat.heard();
                decoder.feed(chunk);
                pump();
            }
        });
    }

    @Override
    public void onFailure(Throwable thrown) {
        ended(
                thrown instanceof HttpException http
                        ? http.failure()
                        : new HttpFailure.Disconnected(origin, thrown.getClass().getSimpleName()));
    }

    @Override
    public void onCompletion() {
        ended(new HttpFailure.Disconnected(origin, "it was closed without a close frame"));
    }

    /** Frames that came before the end are delivered before it. */
    private void ended(HttpFailure failure) {
        loop.execute(() -> {
            ending = failure;
            asked = false;
            sender.broken(failure);
            pump();
        });
    }
}
