package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a call on one event loop: the caller's, or one of Vert.x's if the caller has none. Subscription and
 * cancellation from other threads are handed over to it, so that within the pipeline nothing crosses.
 */
abstract class Loop extends AbstractUni<Response> {
    private final Vertx vertx;

    Loop(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The call; asked for on the loop, once for each subscription. */
    abstract Uni<Response> call();

    @Override
    public void subscribe(UniSubscriber<? super Response> subscriber) {
        On on = new On(contextOf(vertx), subscriber);
        subscriber.onSubscribe(on);
        if (isHere(on.context)) {
            begin(on);
        } else {
            on.context.runOnContext(here -> begin(on));
        }
    }

    private void begin(On on) {
        Uni<Response> call;
        try {
            call = call();
        } catch (RuntimeException thrown) {
            call = Uni.createFrom().failure(thrown);
        }
        AbstractUni.subscribe(call, on);
    }

    private static Context contextOf(Vertx vertx) {
        Context context = vertx.getOrCreateContext();
        // A worker's or a virtual thread's context has no loop to offer, and Vert.x 4 makes one only by its SPI.
        return context.isEventLoopContext() ? context : ((VertxInternal) vertx).createEventLoopContext();
    }

    /** The caller's event loop, or one for it: runs tasks one after another, and at once if already on it. */
    static Executor of(Vertx vertx) {
        Context context = contextOf(vertx);
        return task -> run(context, task);
    }

    private static void run(Context context, Runnable task) {
        if (isHere(context)) {
            task.run();
        } else {
            context.runOnContext(ignored -> task.run());
        }
    }

    @SuppressWarnings("ReferenceEquality") // a context is itself, and nothing else is equal to it
    private static boolean isHere(Context context) {
        return Vertx.currentContext() == context && Context.isOnEventLoopThread();
    }

    private static final class On implements UniSubscriber<Response>, UniSubscription {
        private final Context context;
        private final UniSubscriber<? super Response> downstream;
        private @Nullable UniSubscription upstream;
        private @Nullable Response handed;
        private boolean handing;
        private volatile boolean cancelled;

        On(Context context, UniSubscriber<? super Response> downstream) {
            this.context = context;
            this.downstream = downstream;
        }

        @Override
        public void onSubscribe(UniSubscription subscription) {
            upstream = subscription;
            if (cancelled) {
                subscription.cancel();
            }
        }

        @Override
        public void onItem(Response response) {
            if (cancelled) {
                response.body().cancel();
                return;
            }
            handed = response;
            handing = true;
            try {
                downstream.onItem(response);
            } finally {
                handing = false;
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            if (!cancelled) {
                downstream.onFailure(failure);
            }
        }

        @Override
        public void cancel() {
            // Mutiny's "first of several" cancels them all, the winner too, while it is being handed its item.
            if (!(isHere(context) && handing)) {
                cancelled = true;
                run(context, this::stop);
            }
        }

        /** A response that crossed its cancellation on the way was dropped by whoever was cancelled: nobody reads it. */
        private void stop() {
            if (handed != null) {
                handed.body().cancelUnread();
            } else if (upstream != null) {
                upstream.cancel();
            }
        }
    }
}
