package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a body. Paused until asked; one chunk for each one asked for, so that a reader that stops reading
 * stops the socket. Silence counts only while somebody asks.
 */
final class BodyStream extends AbstractMulti<Buffer> implements Flow.Subscription, Handler<Buffer>, Runnable {
    private final HttpClientResponse answer;
    private final Context context;
    private final long limit;
    private final Duration idle;
    private final Patience patience;
    private final Failing call;
    private @Nullable MultiSubscriber<? super Buffer> reader;
    private @Nullable Buffer ahead;
    private @Nullable HttpFailure broken;
    private long demand;
    private long received;
    private boolean over;
    private volatile Headers trailers = Headers.none();

    /**
     * Takes over an answer whose body has not begun to flow.
     *
     * @param idle how long the peer may be silent while it is asked; zero: as long as it likes
     * @param call ends with this stream
     */
    BodyStream(HttpClientResponse answer, Context context, long limit, Duration idle, Patience patience, Failing call) {
        this.answer = answer;
        this.context = context;
        this.limit = limit;
        this.idle = idle;
        this.patience = patience;
        this.call = call;
        answer.pause();
        answer.handler(this);
        answer.endHandler(end -> completed());
    }

    @Override
    public void subscribe(MultiSubscriber<? super Buffer> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
        // One ahead: the transport counts the end as one more chunk, and nobody asks for an end.
        if (isHere()) {
            answer.fetch(1);
        } else {
            context.runOnContext(here -> answer.fetch(1));
        }
    }

    @Override
    public void request(long n) {
        if (isHere()) {
            asked(n);
        } else {
            context.runOnContext(here -> asked(n));
        }
    }

    private void asked(long n) {
        if (over) {
            return;
        }
        if (n <= 0) {
            call.failed(new HttpFailure.InvalidRequest("a reader must ask for at least one chunk"));
            return;
        }
        boolean rested = demand == 0;
        demand = Subscriptions.add(demand, n);
        if (ahead != null) {
            Buffer held = ahead;
            ahead = null;
            deliver(held);
        }
        if (rested && demand > 0 && !over) {
            patience.begin(HttpFailure.Phase.IDLE, idle);
        }
        answer.fetch(n);
        settle();
    }

    /** The connection is gone. What came over it is read first, and is all there is if its end is among it. */
    void breaks(HttpFailure failure) {
        broken = failure;
        settle();
    }

    private void settle() {
        if (broken != null && demand > 0) {
            context.runOnContext(drained -> {
                if (broken != null && demand > 0 && !over) {
                    call.failed(broken);
                }
            });
        }
    }

    @Override
    public void cancel() {
        if (isHere()) {
            stop();
        } else {
            context.runOnContext(here -> stop());
        }
    }

    /** What followed the content, once its end has come. */
    Headers trailers() {
        return trailers;
    }

    /** Gives up an answer that nobody has begun to read. */
    @Override
    public void run() {
        cancel();
    }

    /** What becomes of the connection is the exchange's to say, which hears of the end of the body. */
    private void stop() {
        if (!over) {
            finish();
        }
    }

    /** A chunk came. */
    @Override
    public void handle(Buffer chunk) {
        if (over || reader == null) {
            return;
        }
        patience.renew();
        received += chunk.length();
        if (received > limit) {
            call.failed(new HttpFailure.TooLarge("the answer", limit));
        } else if (demand == 0) {
            ahead = chunk;
        } else {
            deliver(chunk);
        }
    }

    private void deliver(Buffer chunk) {
        if (demand != Long.MAX_VALUE && --demand == 0) {
            patience.rest();
        }
        if (reader != null && !over) {
            reader.onItem(chunk);
        }
    }

    private void completed() {
        if (!over) {
            trailers = Wire.headers(answer.trailers());
            finish();
            if (reader != null) {
                reader.onCompletion();
            }
        }
    }

    private void finish() {
        over = true;
        patience.stop();
    }

    @SuppressWarnings("ReferenceEquality") // a context is itself, and nothing else is equal to it
    private boolean isHere() {
        // The same context is current in its blocking tasks, too, but on another thread.
        return Vertx.currentContext() == context && Context.isOnEventLoopThread();
    }
}
