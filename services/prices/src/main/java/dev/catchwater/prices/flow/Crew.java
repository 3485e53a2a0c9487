package dev.catchwater.prices.flow;

import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.PageBook.Turn;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes turns at hosts and visits the pages that are due, several hosts at a time and each by one, over all processes. Who
 * finds nothing to do sleeps till something is due, but not for long: another process may add pages.
 */
public final class Crew {

    /** What a turn has beyond the deadline of a look: for what came of it to be written before another may take it. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final PageBook book;
    private final Visits visits;
    private final FlowSettings settings;
    private final InstantSource clock;
    private final Consumer<FlowEvent> events;
    private final int most;
    private int busy;
    private boolean looking;
    private boolean again;
    private boolean stopped = true;
    private @Nullable Cancellable sleep;
    private @Nullable UniEmitter<? super Void> ended;

    /** @param most hosts that are visited at a time */
    public Crew(
            PageBook book,
            Visits visits,
            FlowSettings settings,
            InstantSource clock,
            Consumer<FlowEvent> events,
            int most) {
        this.book = book;
        this.visits = visits;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.most = most;
    }

    /** Begins. */
    public synchronized void start() {
        stopped = false;
        look();
    }

    /** Takes no more turns; done when those that were taken are over. What a process ends before that lapses. */
    public Uni<Void> stop() {
        return Uni.createFrom().emitter(this::stop);
    }

    private synchronized void stop(UniEmitter<? super Void> emitter) {
        stopped = true;
        wake();
        ended = emitter;
        end();
    }

    private void end() {
        UniEmitter<? super Void> waiting = ended;
        if (waiting != null && busy == 0) {
            waiting.complete(null);
        }
    }

    /** Looks now for something to do, such as a page that was just added. */
    public synchronized void look() {
        if (looking) {
            again = true;
            return;
        }
        if (stopped || busy >= most) {
            return;
        }
        looking = true;
        again = false;
        wake();
        book.claim(clock.instant(), settings.deadline().plus(SETTLING))
                .flatMap(turn -> turn.isPresent()
                        ? Uni.createFrom().item(new Found(turn, Duration.ZERO))
                        : pause().map(pause -> new Found(turn, pause)))
                .subscribe()
                .with(this::found, this::failed);
    }

    /** A turn, or how long there is none. */
    private record Found(Optional<Turn> turn, Duration pause) {}

    private Uni<Duration> pause() {
        return book.soonest().map(next -> {
            Instant now = clock.instant();
            Duration wait = next.map(at -> Duration.between(now, at)).orElse(settings.idle());
            Duration least = wait.isNegative() ? Duration.ZERO : wait;
            return least.compareTo(settings.idle()) < 0 ? least.plusMillis(1) : settings.idle();
        });
    }

    private synchronized void found(Found found) {
        looking = false;
        found.turn.ifPresent(this::visit);
        if (found.turn.isPresent() || again) {
            look();
        } else {
            sleep(found.pause);
        }
    }

    private synchronized void failed(Throwable why) {
        looking = false;
        events.accept(new FlowEvent.Trouble("taking a turn", why));
        sleep(settings.idle());
    }

    private void visit(Turn turn) {
        busy++;
        visits.visit(turn).subscribe().with(over -> over(), why -> {
            events.accept(new FlowEvent.Trouble("a look", why));
            over();
        });
    }

    private synchronized void over() {
        busy--;
        end();
        look();
    }

    private void sleep(Duration pause) {
        if (!stopped) {
            sleep = Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(pause)
                    .subscribe()
                    .with(rested -> look());
        }
    }

    private void wake() {
        Cancellable asleep = sleep;
        sleep = null;
        if (asleep != null) {
            asleep.cancel();
        }
    }
}
