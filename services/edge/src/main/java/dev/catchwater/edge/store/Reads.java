package dev.catchwater.edge.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
 */
record Reads(Executor readers, DiskState state, Consumer<Filed> used, Consumer<Filed> lost) {
    <T> Uni<T> reading(Filed filed, Callable<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context here = Vertx.currentContext();
            try {
                readers.execute(() -> read(filed, work, here, emitter));
            } catch (RejectedExecutionException busy) {
                state.dropped();
                emitter.fail(busy);
            }
        });
    }

    private <T> void read(Filed filed, Callable<T> work, @Nullable Context here, UniEmitter<? super T> emitter) {
        Runnable told;
        try {
            T read = work.call();
            used.accept(filed);
            told = () -> emitter.complete(read);
        } catch (Damaged | NoSuchFileException e) {
            lost.accept(filed);
            told = () -> emitter.fail(e);
        } catch (Throwable e) { // also errors: whoever waits would wait for ever
            state.failed(e instanceof IOException io ? io : new IOException(e));
            told = () -> emitter.fail(e);
        }
        if (here == null) {
            told.run();
        } else {
            Runnable telling = told;
            here.runOnContext(back -> telling.run());
        }
    }
}
