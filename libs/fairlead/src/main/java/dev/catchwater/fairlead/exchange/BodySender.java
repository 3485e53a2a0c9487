package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends a streamed request body as fast as the connection takes it, one chunk asked for at a time. The stream may come
 * from any thread; sending happens on the exchange's event loop.
 *
 * <p>With {@code Expect: 100-continue} nothing is asked of the source before the peer agrees, or keeps silent for a second;
 * a final answer before that is the answer, and the body stays where it is.
 */
final class BodySender implements MultiSubscriber<Buffer> {
    /** What the exchange wants to know meanwhile. */
    interface Progress extends Failing {
        /** From now on, until {@link #sourceIsToAct()}, the peer keeps the call waiting. */
        void peerIsToAct();

        /** The next chunk is to be produced. */
        void sourceIsToAct();
    }

    /** For how long a peer that was asked to agree to the body may keep silent (RFC 9110 §10.1.1). */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /**
     * What a stream of HTTP/2 holds for a peer that does not take it. Vert.x 4.5 would hold as much as our own window on
     * the whole connection, and takes up to that for not full.
     */
    private static final int MAX_UNSENT_BYTES = 64 * 1024;

    private final RequestBody.Stream body;
    private final Lease lease;
    private final HttpClientRequest sending;
    private final Context context;
    private final Progress progress;
    private final Timers timers;
    private final AtomicReference<Flow.@Nullable Subscription> upstream = new AtomicReference<>();
    private volatile boolean over;
    private Timers.@Nullable Timer silence;
    private boolean begun;
    private final boolean multiplexed;
    private long sent;
    private long unsent;

    BodySender(RequestBody.Stream body, Lease lease, Context context, Progress progress, Timers timers) {
        this.body = body;
        this.lease = lease;
        this.sending = lease.request();
        this.multiplexed = lease.isMultiplexed();
        this.context = context;
        this.progress = progress;
        this.timers = timers;
    }

    void begin() {
        if (body.lengthBytes() >= 0) {
            sending.putHeader("Content-Length", Long.toString(body.lengthBytes()));
        } else {
            sending.setChunked(true);
        }
        if ("100-continue".equalsIgnoreCase(sending.headers().get("Expect"))) {
            sending.continueHandler(agreed -> produce());
            silence = timers.after(SILENCE, this::produce);
            lease.sendsHead();
            sending.sendHead();
        } else {
            produce();
        }
    }

    private void produce() {
        if (!begun && !over) {
            answered();
            try {
                body.source().get().subscribe().withSubscriber(this);
            } catch (RuntimeException thrown) {
                onFailure(thrown);
            }
        }
    }

    /** The peer's answer came: a body that it was to agree to is not begun any more. */
    void answered() {
        begun = true;
        Timers.Timer armed = silence;
        if (armed != null) {
            armed.cancel();
        }
    }

    /** Stops asking the source; whether it had not been sent to its end. */
    boolean stop() {
        boolean unfinished = !over;
        over = true;
        Timers.Timer armed = silence;
        if (armed != null) {
            armed.cancel();
        }
        var subscription = upstream.get();
        if (unfinished && subscription != null) {
            subscription.cancel();
        }
        return unfinished;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream.set(subscription);
        if (over) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onItem(Buffer chunk) {
        onLoop(() -> {
            sent += chunk.length();
            if (body.lengthBytes() >= 0 && sent > body.lengthBytes()) {
                wrongLength();
            } else {
                write(chunk);
            }
        });
    }

    @Override
    public void onFailure(Throwable thrown) {
        // An InvalidRequest says what is wrong; of anything else the message may quote.
        HttpFailure known = HttpFailure.of(thrown) instanceof HttpFailure.InvalidRequest invalid
                ? invalid
                : new HttpFailure.InvalidRequest("the request's body could not be produced");
        onLoop(() -> progress.failed(known));
    }

    @Override
    public void onCompletion() {
        onLoop(() -> {
            if (body.lengthBytes() >= 0 && sent != body.lengthBytes()) {
                wrongLength();
            } else {
                over = true;
                progress.peerIsToAct();
                lease.sendsHead();
                sending.end();
            }
        });
    }

    private void write(Buffer chunk) {
        if (chunk.length() > 0) {
            lease.sendsHead();
        }
        if (chunk.length() > 0 && multiplexed) {
            unsent += chunk.length();
            sending.write(chunk).onComplete(written -> onLoop(() -> written(chunk.length())));
        } else if (chunk.length() > 0) {
            sending.write(chunk);
        }
        if (multiplexed && unsent >= MAX_UNSENT_BYTES) {
            progress.peerIsToAct();
        } else if (!multiplexed && sending.writeQueueFull()) {
            progress.peerIsToAct();
            sending.drainHandler(drained -> onLoop(this::more));
        } else {
            more();
        }
    }

    private void written(int bytes) {
        boolean waited = unsent >= MAX_UNSENT_BYTES;
        unsent -= bytes;
        if (waited && unsent < MAX_UNSENT_BYTES && !over) {
            more();
        }
    }

    private void more() {
        progress.sourceIsToAct();
        var subscription = upstream.get();
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void wrongLength() {
        progress.failed(new HttpFailure.InvalidRequest(
                "the request's body is not " + body.lengthBytes() + " bytes long, as it said"));
    }

    /** Always by the queue, even on the loop itself: signals keep their order, and no source can recurse. */
    private void onLoop(Runnable signal) {
        context.runOnContext(ignored -> {
            if (!over) {
                signal.run();
            }
        });
    }
}
