package dev.catchwater.fairlead.credentials;

import dev.catchwater.fairlead.HttpException;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A question for a token that is under way, and those who wait for its answer. */
final class Question {
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable Tokens tokens;
    private @Nullable HttpException failure;
    private boolean over;

    /** The answer, on this executor. */
    Uni<Tokens> answer(Executor executor) {
        return Uni.createFrom()
                .emitter(emitter -> whenOver(() -> executor.execute(() -> {
                    if (failure != null) {
                        emitter.fail(failure);
                    } else {
                        emitter.complete(tokens);
                    }
                })));
    }

    void answered(Tokens given) {
        tokens = given;
        end();
    }

    void failed(HttpException thrown) {
        failure = thrown;
        end();
    }

    /** Runs when the answer is there; at once if it already is. */
    void whenOver(Runnable listener) {
        synchronized (this) {
            if (!over) {
                waiting.add(listener);
                return;
            }
        }
        listener.run();
    }

    private void end() {
        List<Runnable> told;
        synchronized (this) {
            over = true;
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(Runnable::run);
    }
}
