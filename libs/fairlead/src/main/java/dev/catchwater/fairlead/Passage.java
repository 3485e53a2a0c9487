package dev.catchwater.fairlead;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call's passage through a stage that has to know how it ends. {@link #ended} comes exactly once, whether the call
 * fails, is cancelled before or after its head, or its body is read, broken, given up or cut off by a deadline; it
 * comes before the caller hears of it, so that what a stage gives back is there when the caller goes on.
 *
 * <p>Own operator instead of a chain of Mutiny's: between an item and a cancellation that cross each other, a chain
 * drops the response, and its connection and place with it.
 */
public abstract class Passage implements UniSubscription {
    private enum State {
        OPEN,
        ANSWERED,
        OVER
    }

    private @Nullable UniSubscriber<? super Response> downstream;
    private @Nullable UniSubscription upstream;
    private @Nullable Response response;
    private State state = State.OPEN;

    protected Passage() {}

    /** A lazy {@code Uni} that makes one passage for each subscription. */
    public static Uni<Response> uni(Supplier<? extends Passage> passages) {
        return new AbstractUni<>() {
            @Override
            public void subscribe(UniSubscriber<? super Response> subscriber) {
                Passage passage = passages.get();
                passage.downstream = subscriber;
                subscriber.onSubscribe(passage);
                if (passage.isOpen()) {
                    passage.begin();
                }
            }
        };
    }

    /** Begins: calls {@link #proceed}, {@link #answer} or {@link #fail}, now or later. */
    protected abstract void begin();

    /** How it ended. Must not throw. */
    protected abstract void ended(Outcome outcome);

    /** The head came; the passage goes on until the body has ended. */
    protected void answered(Response head) {}

    /** Sends the call on to the rest of the pipeline. */
    protected final void proceed(Uni<Response> rest) {
        AbstractUni.subscribe(rest, new Upstream());
    }

    /** Ends the passage with a failure: before the head the call's, after it the body's. */
    protected final void fail(HttpFailure failure) {
        Response head;
        synchronized (this) {
            head = response;
        }
        if (head != null) {
            head.body().abort(failure);
        } else {
            finish(new Outcome.Failed(failure), failure.asException(), true);
        }
    }

    protected final synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    @Override
    public final void cancel() {
        finish(new Outcome.Cancelled(), null, true);
    }

    private void finish(Outcome outcome, @Nullable Throwable thrown, boolean stopUpstream) {
        UniSubscription toStop;
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = State.OVER;
            toStop = upstream;
        }
        if (stopUpstream && toStop != null) {
            toStop.cancel();
        }
        ended(outcome);
        if (thrown != null && downstream != null) {
            downstream.onFailure(thrown);
        }
    }

    /** Hands the head on; for the last stage, which makes it itself. */
    protected final void answer(Response head) {
        synchronized (this) {
            if (state != State.OPEN) {
                head.body().cancel();
                return;
            }
            state = State.ANSWERED;
            response = head;
        }
        answered(head);
        head.body().onEnd(this::ended);
        if (downstream != null) {
            downstream.onItem(head);
        }
    }

    private final class Upstream implements UniSubscriber<Response> {
        @Override
        public void onSubscribe(UniSubscription subscription) {
            boolean late;
            synchronized (Passage.this) {
                upstream = subscription;
                late = state == State.OVER;
            }
            if (late) {
                subscription.cancel();
            }
        }

        @Override
        public void onItem(Response head) {
            answer(head);
        }

        @Override
        public void onFailure(Throwable thrown) {
            HttpFailure failure = HttpFailure.of(thrown);
            finish(
                    new Outcome.Failed(
                            failure == null ? new HttpFailure.BadBody(String.valueOf(thrown.getMessage())) : failure),
                    thrown,
                    false);
        }
    }
}
