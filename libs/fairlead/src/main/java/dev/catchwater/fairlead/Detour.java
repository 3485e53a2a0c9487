package dev.catchwater.fairlead;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import org.jspecify.annotations.Nullable;

/**
 * One call's passage through a stage that may send it another way once it knows how it was answered: after a redirect,
 * or once more. Most calls are handed on as they come, which costs one object; a response that comes after the caller
 * has gone is given up.
 */
public abstract class Detour implements UniSubscriber<Response>, UniSubscription {
    private static final UniSubscription CANCELLED = () -> {};

    private @Nullable UniSubscriber<? super Response> downstream;
    private @Nullable UniSubscription upstream;
    private boolean last;

    protected Detour() {}

    /** Makes detours of requests through a stage, which keeps it. */
    @FunctionalInterface
    public interface Maker {
        Detour make(Request request, Next next);
    }

    /** A lazy {@code Uni} that makes one detour for each subscription. */
    public static Uni<Response> uni(Request request, Next next, Maker maker) {
        return new AbstractUni<>() {
            @Override
            public void subscribe(UniSubscriber<? super Response> subscriber) {
                Detour detour = maker.make(request, next);
                detour.downstream = subscriber;
                subscriber.onSubscribe(detour);
                AbstractUni.subscribe(detour.begin(), detour);
            }
        };
    }

    /** The way that is taken first. */
    protected abstract Uni<Response> first();

    /**
     * The way to take now that the first was answered or failed, to its end; null if what came is to be handed on. A
     * head that is not handed on is the stage's to free.
     */
    protected abstract @Nullable Uni<Response> instead(@Nullable Response head, @Nullable Throwable thrown);

    private Uni<Response> begin() {
        try {
            return first();
        } catch (RuntimeException thrown) {
            last = true;
            return Uni.createFrom().failure(thrown);
        }
    }

    @Override
    public final void onSubscribe(UniSubscription subscription) {
        if (!keep(subscription)) {
            subscription.cancel();
        }
    }

    @SuppressWarnings("ReferenceEquality") // the one that stands for having been cancelled
    private synchronized boolean keep(UniSubscription subscription) {
        boolean wanted = upstream != CANCELLED;
        if (wanted) {
            upstream = subscription;
        }
        return wanted;
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized boolean isCancelled() {
        return upstream == CANCELLED;
    }

    @Override
    public final void onItem(Response head) {
        if (isCancelled()) {
            head.body().cancel();
        } else if (goesOn(head, null) && downstream != null) {
            downstream.onItem(head);
        }
    }

    @Override
    public final void onFailure(Throwable thrown) {
        if (!isCancelled() && goesOn(null, thrown) && downstream != null) {
            downstream.onFailure(thrown);
        }
    }

    private boolean goesOn(@Nullable Response head, @Nullable Throwable thrown) {
        if (last) {
            return true;
        }
        last = true;
        Uni<Response> other = otherWay(head, thrown);
        if (other != null) {
            AbstractUni.subscribe(other, this);
        }
        return other == null;
    }

    private @Nullable Uni<Response> otherWay(@Nullable Response head, @Nullable Throwable thrown) {
        try {
            return instead(head, thrown);
        } catch (RuntimeException bad) {
            if (head != null) {
                head.body().cancel();
            }
            return Uni.createFrom().failure(bad);
        }
    }

    @Override
    public final void cancel() {
        UniSubscription stopped;
        synchronized (this) {
            stopped = upstream;
            upstream = CANCELLED;
        }
        if (stopped != null) {
            stopped.cancel();
        }
    }
}
