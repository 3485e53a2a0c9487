package dev.catchwater.fairlead.exchange;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Timers;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a body. Paused until asked; one chunk for each one asked for, so that a reader that stops reading
 * stops the socket. Silence counts only while somebody asks.
 */
final class BodyStream extends AbstractMulti<Buffer> implements Flow.Subscription {
    private final HttpClientResponse answer;
    private final Context context;
    private final long limit;
    private final Duration idle;
    private final Timers timers;
    private final Consumer<HttpFailure> fail;
    private @Nullable MultiSubscriber<? super Buffer> reader;
    private Timers.@Nullable Timer silence;
    private @Nullable Buffer ahead;
    private long demand;
    private long received;
    private long lastNanos;
    private boolean over;

    /**
     * Takes over an answer whose body has not begun to flow.
     *
     * @param idle how long the peer may be silent while it is asked; zero: as long as it likes
     * @param fail ends the call with a failure, this stream included
     */
    BodyStream(
            HttpClientResponse answer,
            Context context,
            long limit,
            Duration idle,
            Timers timers,
            Consumer<HttpFailure> fail) {
        this.answer = answer;
        this.context = context;
        this.limit = limit;
        this.idle = idle;
        this.timers = timers;
        this.fail = fail;
        answer.pause();
        answer.handler(this::chunk);
        answer.endHandler(end -> completed());
    }

    @Override
    public void subscribe(MultiSubscriber<? super Buffer> subscriber) {
        reader = subscriber;
        subscriber.onSubscribe(this);
        // One ahead: the transport counts the end as one more chunk, and nobody asks for an end.
        onContext(() -> answer.fetch(1));
    }

    @Override
    public void request(long n) {
        onContext(() -> {
            if (n <= 0) {
                fail.accept(new HttpFailure.InvalidRequest("a reader must ask for at least one chunk"));
            } else if (!over) {
                asked(n);
            }
        });
    }

    private void asked(long n) {
        if (demand == 0) {
            lastNanos = timers.nanos();
        }
        demand = Subscriptions.add(demand, n);
        if (ahead != null) {
            Buffer held = ahead;
            ahead = null;
            deliver(held);
        }
        answer.fetch(n);
        arm();
    }

    @Override
    public void cancel() {
        onContext(() -> {
            if (!over) {
                finish();
                answer.request().reset();
            }
        });
    }

    private void chunk(Buffer chunk) {
        if (over || reader == null) {
            return;
        }
        lastNanos = timers.nanos();
        received += chunk.length();
        if (received > limit) {
            fail.accept(new HttpFailure.TooLarge("the answer", limit));
        } else if (demand == 0) {
            ahead = chunk;
        } else {
            deliver(chunk);
        }
    }

    private void deliver(Buffer chunk) {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        if (reader != null && !over) {
            reader.onItem(chunk);
        }
    }

    private void completed() {
        if (!over) {
            finish();
            if (reader != null) {
                reader.onCompletion();
            }
        }
    }

    /** One timer that looks back, instead of one for each chunk. */
    private void arm() {
        if (silence == null && demand > 0 && !over && !idle.isZero()) {
            silence = timers.after(idle, this::look);
        }
    }

    private void look() {
        silence = null;
        long quiet = timers.nanos() - lastNanos;
        if (over || demand == 0) {
            return;
        }
        if (quiet >= idle.toNanos()) {
            fail.accept(new HttpFailure.TimedOut(HttpFailure.Phase.IDLE, idle));
        } else {
            silence = timers.after(idle.minusNanos(quiet), this::look);
        }
    }

    private void finish() {
        over = true;
        if (silence != null) {
            silence.cancel();
        }
    }

    @SuppressWarnings("ReferenceEquality") // a context is itself, and nothing else is equal to it
    private void onContext(Runnable task) {
        // The same context is current in its blocking tasks, too, but on another thread.
        if (Vertx.currentContext() == context && Context.isOnEventLoopThread()) {
            task.run();
        } else {
            context.runOnContext(ignored -> task.run());
        }
    }
}
