package dev.catchwater.edge.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads for event loops, on threads that may wait.
 *
 * @param used hears of each that was read
 * @param lost hears of each that is not there as it was written: an entry no more. What nobody had time for still is one
 * @param patience of an event loop: a disk that stands still is as one that has nothing
 */
record Reads(Executor readers, DiskState state, Consumer<Filed> used, Consumer<Filed> lost, Duration patience) {
    /** @param unwanted gets what comes after whoever wanted it has given up */
    <T> Uni<T> reading(Filed filed, Callable<T> work, Consumer<? super T> unwanted) {
        return Uni.createFrom().emitter(emitter -> {
            Context here = Vertx.currentContext();
            Waiting<T> waiting = new Waiting<>(emitter, unwanted);
            try {
                readers.execute(() -> read(filed, work, here, waiting));
            } catch (RejectedExecutionException busy) {
                state.dropped();
                emitter.fail(busy);
                return;
            }
            if (here != null) {
                waiting.until(here.owner(), patience, state);
            }
        });
    }

    private <T> void read(Filed filed, Callable<T> work, @Nullable Context here, Waiting<T> waiting) {
        Runnable told;
        try {
            T read = work.call();
            used.accept(filed);
            told = () -> waiting.came(read);
        } catch (Damaged | NoSuchFileException e) {
            lost.accept(filed);
            told = () -> waiting.failed(e);
        } catch (Throwable e) { // also errors: whoever waits would wait for ever
            state.failed(e instanceof IOException io ? io : new IOException(e));
            told = () -> waiting.failed(e);
        }
        if (here == null) {
            told.run();
        } else {
            Runnable telling = told;
            here.runOnContext(back -> telling.run());
        }
    }

    /** Who wants something, on one event loop. */
    private static final class Waiting<T> {
        private final UniEmitter<? super T> emitter;
        private final Consumer<? super T> unwanted;
        private boolean over;
        private @Nullable Runnable ended;

        Waiting(UniEmitter<? super T> emitter, Consumer<? super T> unwanted) {
            this.emitter = emitter;
            this.unwanted = unwanted;
        }

        void until(Vertx vertx, Duration patience, DiskState state) {
            long timer = vertx.setTimer(patience.toMillis(), late -> {
                over = true;
                IOException slow = new IOException("a read takes longer than " + patience);
                state.failed(slow);
                emitter.fail(slow);
            });
            ended = () -> vertx.cancelTimer(timer);
        }

        void came(T read) {
            if (over) {
                unwanted.accept(read);
            } else {
                end();
                emitter.complete(read);
            }
        }

        void failed(Throwable why) {
            if (!over) {
                end();
                emitter.fail(why);
            }
        }

        private void end() {
            over = true;
            if (ended != null) {
                ended.run();
            }
        }
    }
}
