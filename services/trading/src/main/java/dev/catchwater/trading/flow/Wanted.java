package dev.catchwater.trading.flow;

import dev.catchwater.trading.Command;
import dev.catchwater.trading.Event;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Those who wait for the answer to a command: each gets one, also where the journal cannot be written. */
final class Wanted {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Waiting(UniEmitter<? super String> caller, Line line) {}

    private final Executor loop;
    private final Duration patience;
    private final IdentityHashMap<Event, Waiting> waiting = new IdentityHashMap<>();

    Wanted(Executor loop) {
        this(loop, PATIENCE);
    }

    Wanted(Executor loop, Duration patience) {
        this.loop = loop;
        this.patience = patience;
    }

    /** Offers it to the line that there is; completes with the refusal, empty if there is none. */
    Uni<String> ask(Event.Commanded event, Function<Event.Commanded, Line> to) {
        return Uni.createFrom()
                .<String>emitter(emitter -> loop.execute(() -> {
                    try {
                        var line = to.apply(event);
                        waiting.put(event, new Waiting(emitter, line));
                        line.offer(event);
                    } catch (NotReady early) {
                        emitter.fail(early);
                    }
                }))
                .ifNoItem()
                .after(patience)
                .recoverWithUni(() -> giveUp(event));
    }

    void told(List<Line.Told> told) {
        for (var each : told) {
            var one = waiting.remove(each.event());
            if (one != null) {
                one.caller().complete(each.refusal() == null ? "" : each.refusal());
            }
        }
    }

    void unkept(Event event, String why, boolean begun) {
        var one = waiting.remove(event);
        if (one != null) {
            one.caller()
                    .fail(new NotReady(
                            begun ? why + "; whether it is done yet nobody knows" : why + "; it is not done"));
        }
    }

    // An order whose caller has gone must not be placed hours later; what stops trading may.
    private Uni<String> giveUp(Event.Commanded event) {
        return Uni.createFrom()
                .emitter(emitter -> loop.execute(() -> {
                    var one = waiting.remove(event);
                    boolean halts = event.command() instanceof Command.Halt;
                    boolean taken = one != null && !halts && one.line().withdraw(event);
                    var what = halts
                            ? "nothing is sent while the journal cannot be written, and trading halts as soon as it can"
                            : taken
                                    ? "the journal cannot be written; it is not done"
                                    : "whether it is done yet nobody knows";
                    emitter.fail(new NotReady(what));
                }));
    }
}
