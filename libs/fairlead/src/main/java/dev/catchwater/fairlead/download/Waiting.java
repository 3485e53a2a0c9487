package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Waits on a download's own thread; an interruption cancels what is waited for. */
final class Waiting {
    private Waiting() {}

    /** The response, which is given up if it crosses the interruption. */
    static Response response(Uni<Response> call) {
        return await(call, late -> late.body().cancel());
    }

    static void pause(Uni<Void> pause) {
        await(pause.replaceWith(true), late -> {});
    }

    private static <T> T await(Uni<T> uni, Consumer<T> drop) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Cancellable running = uni.subscribe().with(result::complete, result::completeExceptionally);
        try {
            return result.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running.cancel();
            var _ = result.thenAccept(drop);
            throw new Stopped();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException asItIs
                    ? asItIs
                    : new CompletionException(failed.getCause());
        }
    }
}
