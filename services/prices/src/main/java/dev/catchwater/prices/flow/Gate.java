package dev.catchwater.prices.flow;

import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Leave;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.host.Pace;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets the requests of one turn through, each at the host's pace, and each noted before it is sent. */
final class Gate implements Leave {

    private final PageBook book;
    private final Hold hold;
    private final InstantSource clock;
    private final Instant patience;
    private final Pace.Limits limits;
    private volatile Pace pace;
    private volatile @Nullable Instant asked;
    private volatile @Nullable Instant ordered;

    /** @param patience no request is waited for beyond this */
    Gate(PageBook book, Hold hold, Pace pace, Pace.Limits limits, InstantSource clock, Instant patience) {
        this.book = book;
        this.hold = hold;
        this.pace = pace;
        this.clock = clock;
        this.patience = patience;
        this.limits = limits;
    }

    /** As it is after the requests that were let through. */
    Pace pace() {
        return pace;
    }

    @Override
    public Uni<Void> ask(@Nullable Duration crawlDelay) {
        return Uni.createFrom().deferred(() -> {
            Instant before = asked;
            if (before != null && crawlDelay != null) {
                pace = pace.notBefore(before.plus(crawlDelay));
            }
            Instant opens = pace.notBefore();
            return opens.isAfter(patience)
                    ? Uni.createFrom().failure(new Refused("its host wants a longer pause than a turn has time for"))
                    : until(opens).flatMap(waited -> through(crawlDelay));
        });
    }

    @Override
    public Uni<Boolean> askBeside(URI address) {
        return Uni.createFrom()
                .deferred(() -> book.askingBeside(address, Pace.start(limits, clock.instant()), clock.instant()));
    }

    /** The moment until which our host wants to be left alone, as it said in this turn; null if it did not. */
    @Nullable
    Instant ordered() {
        return ordered;
    }

    // It is written with what comes of the turn as well; that the database is away now costs only who dies meanwhile.
    @Override
    public Uni<Void> ordered(Duration wait) {
        return Uni.createFrom().deferred(() -> {
            Instant until = clock.instant().plus(wait);
            Instant before = ordered;
            ordered = before == null || before.isBefore(until) ? until : before;
            pace = pace.notBefore(until);
            return holdBack(URI.create(hold.origin()), until);
        });
    }

    @Override
    public Uni<Void> orderedBeside(URI by, Duration wait) {
        return Uni.createFrom().deferred(() -> holdBack(by, clock.instant().plus(wait)));
    }

    private Uni<Void> holdBack(URI address, Instant until) {
        return book.holdBack(address, until).onFailure().recoverWithNull();
    }

    // A millisecond more than is left of one: the event loop's timers take no less, and too early would be too fast.
    private Uni<Void> until(Instant opens) {
        long wait = Duration.between(clock.instant(), opens).toMillis();
        return wait < 0
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(wait + 1));
    }

    private Uni<Void> through(@Nullable Duration crawlDelay) {
        Instant now = clock.instant();
        Duration gap = crawlDelay != null && crawlDelay.compareTo(pace.gap()) > 0 ? crawlDelay : pace.gap();
        Pace after = pace.asked(now).notBefore(now.plus(gap));
        return book.asking(hold, now, after.notBefore())
                .invoke(let -> {
                    if (!let) {
                        throw new Refused("its turn has become another's");
                    }
                    asked = now;
                    pace = after;
                })
                .replaceWithVoid();
    }
}
