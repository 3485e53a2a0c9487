package dev.catchwater.trading.flow;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What is done again and again: a round that is late is left out, one that fails is followed by the next. */
final class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private Rounds() {}

    static Cancellable every(Executor loop, Duration interval, Supplier<Uni<Void>> work) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(interval)
                .every(interval)
                .onOverflow()
                .drop()
                .emitOn(loop)
                .onItem()
                .transformToUniAndConcatenate(tick -> Uni.createFrom()
                        .deferred(() -> work.get())
                        .onFailure()
                        .invoke(thrown -> LOG.warnf("the exchange does not answer: %s", thrown.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(done -> {});
    }
}
