package dev.catchwater.live;

import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener the past, as fast as it takes it. The listener joined the live stream before the store was asked:
 * an event is in the store's answer, or waits in the outbox, or both, and then the order tells. If more waits than the
 * outbox holds, it is dropped and the store is asked again, for it has those by then.
 */
final class CatchUp<E> implements Flow.Subscriber<LiveEvent<E>>, Cancellable {
    private final Listener<E> listener;
    private final Knobs<E> knobs;
    private final Context context;
    private Flow.@Nullable Subscription subscription;
    private String from = "";
    private String reached = "";
    private int told;
    private int idle;
    private boolean missed;
    private boolean wanting;
    private boolean over;

    CatchUp(Listener<E> listener, Knobs<E> knobs, Context context) {
        this.listener = listener;
        this.knobs = knobs;
        this.context = context;
    }

    void ask(String id) {
        from = id;
        reached = id;
        missed = false;
        wanting = true;
        knobs.replay().after(id, knobs.mostReplayed() + 1 - told).subscribe().withSubscriber(this);
    }

    /** More came in live than could wait. */
    void missed() {
        missed = true;
    }

    /** The connection takes bytes again. */
    void more() {
        if (!wanting && !over && subscription != null) {
            wanting = true;
            subscription.request(1);
        }
    }

    /** For how many heartbeats the store has been silent. */
    int idle() {
        return wanting ? ++idle : 0;
    }

    @Override
    public void cancel() {
        over = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        context.runOnContext(v -> {
            subscription = given;
            if (over) {
                given.cancel();
            } else {
                given.request(1);
            }
        });
    }

    @Override
    public void onNext(LiveEvent<E> event) {
        context.runOnContext(v -> next(event));
    }

    private void next(LiveEvent<E> event) {
        if (over) {
            return;
        }
        idle = 0;
        wanting = false;
        if (++told > knobs.mostReplayed()) {
            cancel();
            listener.reset(from);
            return;
        }
        reached = event.id();
        try {
            if (listener.replayed(event)) {
                more();
            }
        } catch (RuntimeException e) {
            listener.cut(LiveSignal.Reason.REPLAY_FAILED);
        }
    }

    @Override
    public void onComplete() {
        context.runOnContext(v -> {
            if (over) {
                return;
            }
            if (missed) {
                listener.forgetWaiting();
                ask(reached);
                return;
            }
            over = true;
            knobs.signals().accept(new LiveSignal.Replayed(told));
            listener.caughtUp();
        });
    }

    @Override
    public void onError(Throwable failure) {
        context.runOnContext(v -> {
            if (over) {
                return;
            }
            over = true;
            if (failure instanceof UnknownPosition) {
                listener.reset(from);
            } else {
                listener.cut(LiveSignal.Reason.REPLAY_FAILED);
            }
        });
    }
}
