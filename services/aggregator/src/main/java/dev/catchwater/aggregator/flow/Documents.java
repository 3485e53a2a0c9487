package dev.catchwater.aggregator.flow;

import dev.catchwater.aggregator.Allowance;
import dev.catchwater.aggregator.SourceFailure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what strangers' documents take of the heap, all visits together: read, parsed and until they are stored. A
 * visit holds up to {@link #SMALL} bytes without asking, and beyond that needs one of few large places, which it keeps
 * to its end. It asks once, so no two visits wait for each other.
 */
public final class Documents {

    /** Bytes of bodies that a visit may hold without a large place. */
    public static final long SMALL = 512 * 1024;

    /** Bytes of bodies that a visit may hold in one: a page of 8 MiB and the feed of 8 MiB that it names. */
    public static final long MOST = 16L << 20;

    private static final int MOST_WAITING = 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Places turns;
    private final Places large;

    /**
     * Bounds for one process.
     *
     * @param turns visits at once beside the poller's: sources being added, gaps of streams being filled
     * @param large visits at once that may hold more than {@link #SMALL}
     */
    public Documents(int turns, int large) {
        this.turns = new Places(turns, MOST_WAITING);
        this.large = new Places(large, MOST_WAITING);
    }

    /** Runs a visit whose number is bounded by its caller. */
    <T> Uni<T> held(Function<Allowance, Uni<T>> visit) {
        return Uni.createFrom().deferred(() -> {
            var share = new Share();
            return visit.apply(share).onTermination().invoke(share::giveBack);
        });
    }

    /** Runs a visit when its turn has come; fails with {@link SourceFailure.Busy} if it does not within 10 s. */
    <T> Uni<T> inTurn(Function<Allowance, Uni<T>> visit) {
        return Uni.createFrom().deferred(() -> {
            Places.Place turn = turns.ask();
            return turn.granted()
                    .ifNoItem()
                    .after(PATIENCE)
                    .failWith(new SourceFailure.Busy()::asException)
                    .flatMap(granted -> held(visit))
                    .onTermination()
                    .invoke(turn::giveBack);
        });
    }

    private final class Share implements Allowance {

        private final AtomicLong held = new AtomicLong();
        private final AtomicReference<Places.@Nullable Place> place = new AtomicReference<>();
        private volatile boolean over;

        @Override
        public Uni<Void> take(int bytes) {
            long now = held.addAndGet(bytes);
            if (now <= SMALL) {
                return Uni.createFrom().voidItem();
            }
            if (now > MOST) {
                return Uni.createFrom()
                        .failure(new SourceFailure.TooLarge("It sends more than " + (MOST >> 20) + " MiB at once.")
                                .asException());
            }
            return largePlace().granted();
        }

        private Places.Place largePlace() {
            Places.Place mine = place.get();
            if (mine != null) {
                return mine;
            }
            Places.Place asked = large.ask();
            place.set(asked);
            // The visit may have been given up while we asked, and nobody would give this one back.
            if (over) {
                giveBack();
            }
            return asked;
        }

        void giveBack() {
            over = true;
            Places.Place mine = place.getAndSet(null);
            if (mine != null) {
                mine.giveBack();
            }
        }
    }
}
