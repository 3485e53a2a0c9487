package dev.catchwater.trading.flow;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.Event;
import dev.catchwater.trading.Journal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kill switch while there is no account yet that it could stop. It is obeyed before anything else: by this process,
 * and where the journal could keep it by the next one. Confined to its loop.
 */
final class EarlyHalt {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Journal journal;
    private final Executor loop;
    private @Nullable Line line;
    private @Nullable Event wanted;
    private boolean leaving;

    EarlyHalt(Journal journal, Executor loop) {
        this.journal = journal;
        this.loop = loop;
    }

    /** Always fails with {@link NotReady}, which says whether it is kept. From any thread. */
    Uni<String> keep(Event event, Command.Halt halt, Supplier<String> phase) {
        loop.execute(() -> wish(event, halt));
        var keeping = journal.stop(halt).memoize().indefinitely();
        // Kept only after it was obeyed, it would stop the next process as well: obeyed again, it goes.
        keeping.emitOn(loop).subscribe().with(done -> again(event), thrown -> {});
        return keeping.ifNoItem()
                .after(PATIENCE)
                .fail()
                .onItemOrFailure()
                .transformToUni((kept, failure) -> Uni.createFrom()
                        .failure(new NotReady(phase.get()
                                + (failure == null
                                        ? "; it is kept, and trading will begin halted"
                                        : "; it is not kept, and only while this process lives trading will begin"
                                                + " halted"))));
    }

    /** There is something to stop now. */
    void obey(Line with) {
        line = with;
        if (wanted != null) {
            with.offer(wanted);
        }
    }

    // One that leaves the positions does more than any that comes after it.
    private void wish(Event event, Command.Halt halt) {
        if (wanted == null || halt.leave() || !leaving) {
            wanted = event;
            leaving = halt.leave();
        }
        again(event);
    }

    private void again(Event event) {
        if (line != null) {
            line.offer(event);
        }
    }
}
