package dev.catchwater.fairlead;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import org.jspecify.annotations.Nullable;

/**
 * One call's passage through a stage that has to know how it ends. {@link #ended} comes exactly once, whether the call
 * fails, is cancelled before or after its head, or its body is read, broken, given up or cut off by a deadline; it
 * comes before the caller hears of it, so that what a stage gives back is there when the caller goes on. A passage
 * that is cancelled before it began never has an end.
 *
 * <p>Own operator instead of a chain of Mutiny's: between an item and a cancellation that cross each other, a chain
 * drops the response, and its connection and place with it.
 */
public abstract class Passage extends BodyEnd.Listener implements UniSubscriber<Response>, UniSubscription {
    private enum State {
        NEW,
        OPEN,
        /** The head is here, the caller has not got it yet. */
        ANSWERED,
        /** The head is with the caller; the body ends the passage. */
        HANDED_ON,
        OVER
    }

    private @Nullable UniSubscriber<? super Response> downstream;
    private @Nullable UniSubscription upstream;
    private @Nullable Response response;
    private State state = State.NEW;

    protected Passage() {}

    /** Makes passages of requests through a stage, which keeps it. */
    @FunctionalInterface
    public interface Maker {
        Passage make(Request request, Next next);
    }

    /** A lazy {@code Uni} that makes one passage for each subscription. */
    public static Uni<Response> uni(Request request, Next next, Maker maker) {
        return new AbstractUni<>() {
            @Override
            public void subscribe(UniSubscriber<? super Response> subscriber) {
                Passage passage = maker.make(request, next);
                passage.downstream = subscriber;
                subscriber.onSubscribe(passage);
                if (passage.move(State.NEW, State.OPEN)) {
                    passage.start();
                }
            }
        };
    }

    private void start() {
        try {
            begin();
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    /** Begins: calls {@link #proceed}, {@link #answer} or {@link #fail}, now or later. */
    protected abstract void begin();

    /** How it ended. Must not throw. */
    protected abstract void ended(Outcome outcome);

    @Override
    final void heard(Outcome outcome) {
        ended(outcome);
    }

    /** The head came; the passage goes on until the body has ended. */
    protected void answered(Response head) {}

    /** Sends the call on to the rest of the pipeline. */
    protected final void proceed(Uni<Response> rest) {
        AbstractUni.subscribe(rest, this);
    }

    /** Takes a step of the passage, in a callback for instance; what it throws ends the call, which else would hang. */
    protected final void step(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    /** Ends the passage with what a callback threw, which else would hang. */
    protected final void fail(RuntimeException thrown) {
        fail(Outcome.of(thrown), thrown);
    }

    /** Ends the passage with a failure: before the head the call's, after it the body's. */
    protected final void fail(HttpFailure failure) {
        fail(new Outcome.Failed(failure), failure.asException());
    }

    private void fail(Outcome.Failed outcome, Throwable thrown) {
        Response head;
        synchronized (this) {
            head = response;
        }
        if (head != null) {
            head.body().abort(outcome.failure());
        } else {
            finish(outcome, thrown, true);
        }
    }

    protected final synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    @Override
    public final void cancel() {
        if (move(State.NEW, State.OVER) || move(State.ANSWERED, State.OVER)) {
            return;
        }
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
        if (!move(State.OPEN, State.ANSWERED)) {
            head.body().cancel();
            return;
        }
        synchronized (this) {
            response = head;
        }
        answered(head);
        head.body().onEnd(this);
        if (!move(State.ANSWERED, State.HANDED_ON)) {
            head.body().cancel();
        } else if (downstream != null) {
            downstream.onItem(head);
        }
    }

    private synchronized boolean move(State from, State to) {
        boolean moves = state == from;
        state = moves ? to : state;
        return moves;
    }

    @Override
    public final void onSubscribe(UniSubscription subscription) {
        boolean late;
        synchronized (this) {
            upstream = subscription;
            late = state == State.OVER;
        }
        if (late) {
            subscription.cancel();
        }
    }

    @Override
    public final void onItem(Response head) {
        answer(head);
    }

    @Override
    public final void onFailure(Throwable thrown) {
        finish(Outcome.of(thrown), thrown, false);
    }
}
