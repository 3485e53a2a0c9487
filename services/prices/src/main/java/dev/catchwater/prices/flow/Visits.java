package dev.catchwater.prices.flow;

import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.PageBook.Settled;
import dev.catchwater.prices.PageBook.Turn;
import dev.catchwater.prices.PageSource;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Seen;
import dev.catchwater.prices.Settlement;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.recheck.Budget;
import dev.catchwater.prices.recheck.ChangeRate;
import dev.catchwater.prices.recheck.Look;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Visits to one host, one page at a time: whoever runs this for a host is the only one to. Answers when it wants to be run
 * again.
 */
public final class Visits {

    /** Looks that a page remembers. */
    private static final int REMEMBERED = 30;

    private static final double JITTER = 0.1;

    /** So many looks in one run, and only while the next is so near. */
    private static final int TURNS = 50;

    private static final Duration SOON = Duration.ofSeconds(1);

    /** No look begins later in one run: whoever ends the process waits for it. */
    private static final Duration RUN = Duration.ofMinutes(1);

    private final PageBook book;
    private final PageSource source;
    private final Budgets budgets;
    private final FlowSettings settings;
    private final InstantSource clock;
    private final RandomGenerator dice;
    private final Consumer<FlowEvent> events;

    /** Visits that tell what came of them. */
    public Visits(
            PageBook book,
            PageSource source,
            Budgets budgets,
            FlowSettings settings,
            InstantSource clock,
            RandomGenerator dice,
            Consumer<FlowEvent> events) {
        this.book = book;
        this.source = source;
        this.budgets = budgets;
        this.settings = settings;
        this.clock = clock;
        this.dice = dice;
        this.events = events;
    }

    /** Looks at the pages that are due soon, one after the other, for a minute at most; when to run again. */
    public Uni<Instant> run(String origin) {
        return Uni.createFrom()
                .deferred(() -> run(origin, TURNS, clock.instant().plus(RUN)));
    }

    private Uni<Instant> run(String origin, int left, Instant until) {
        return at(origin).flatMap(next -> {
            Duration wait = Duration.between(clock.instant(), next);
            boolean enough = left <= 1 || wait.compareTo(SOON) > 0 || !next.isBefore(until);
            return enough ? Uni.createFrom().item(next) : after(wait).flatMap(waited -> run(origin, left - 1, until));
        });
    }

    // A millisecond more than is left of one: the event loop's timers take no less, and too early would be too fast.
    private static Uni<Void> after(Duration wait) {
        Duration whole = Duration.ofMillis(Math.max(0, wait.toMillis()) + 1);
        return Uni.createFrom().voidItem().onItem().delayIt().by(whole);
    }

    /** Looks at the page whose turn it is, if it is one's; when to run again. */
    Uni<Instant> at(String origin) {
        Instant now = clock.instant();
        return book.turn(origin, now).flatMap(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(now.plus(settings.idle()));
            }
            Turn turn = found.get();
            Page page = turn.due();
            return page == null || now.isBefore(turn.pace().notBefore())
                    ? Uni.createFrom().item(sleep(turn.pace(), turn.nextAt(), now))
                    : visit(page, turn, now);
        });
    }

    private Uni<Instant> visit(Page page, Turn turn, Instant began) {
        Turn asking = turn.at(turn.pace().asked(began));
        return book.asking(page.origin(), asking.pace())
                .flatMap(noted -> source.look(page))
                .ifNoItem()
                .after(settings.deadline())
                .recoverWithItem(() -> new Seen.Silent("it took too long", null))
                .flatMap(seen -> settle(page, asking, seen, began));
    }

    private Uni<Instant> settle(Page page, Turn turn, Seen seen, Instant began) {
        Instant now = clock.instant();
        Verdict verdict = Verdict.of(page, turn, seen, settings, now, dice);
        return budgets.of(page.origin(), verdict.pace(), now)
                .flatMap(budget -> book.settle(page, settlement(page, turn, verdict, budget, now), now))
                .map(settled -> {
                    tell(page, turn, verdict, settled, Duration.between(began, now));
                    return sleep(verdict.pace(), now, now);
                });
    }

    private Settlement settlement(Page page, Turn turn, Verdict verdict, Budget budget, Instant now) {
        List<Look> looks = looks(page, turn, verdict, now);
        double rate = ChangeRate.perDay(looks, ChangeRate.Prior.USUAL);
        Duration interval = verdict.delay() != null
                ? verdict.delay()
                : budget.interval(new Budget.Page(page.weight(), rate), settings.bounds());
        Duration shifted = scaled(interval, 1 + JITTER * dice.nextDouble());
        Instant floor = verdict.pace().notBefore();
        Instant next = now.plus(shifted);
        return new Settlement(
                verdict.state(),
                verdict.note(),
                verdict.ended() ? null : next.isBefore(floor) ? floor : next,
                why(verdict, rate),
                verdict.etag(),
                verdict.lastModified(),
                looks,
                verdict.doubted(),
                verdict.pace(),
                verdict.signs(),
                verdict.reading(),
                verdict.answered(),
                verdict.found());
    }

    private static String why(Verdict verdict, double rate) {
        if (verdict.delay() != null) {
            return verdict.note() == null ? "it is looked at again soon" : verdict.note();
        }
        return "it changes %.2f times a day, as far as we know".formatted(rate);
    }

    private static List<Look> looks(Page page, Turn turn, Verdict verdict, Instant now) {
        List<Look> looks = new ArrayList<>(page.looks());
        boolean told = verdict.state() == Page.State.OK || verdict.state() == Page.State.NOTHING;
        if (told && page.lookedAt() != null) {
            looks.add(new Look(Duration.between(page.lookedAt(), now), changed(turn, verdict)));
        }
        return looks.size() > REMEMBERED ? looks.subList(looks.size() - REMEMBERED, looks.size()) : looks;
    }

    private static boolean changed(Turn turn, Verdict verdict) {
        Reading reading = verdict.reading();
        return reading != null
                && !(Objects.equals(reading.quote().price(), turn.habits().lastPrice())
                        && reading.quote().availability() == turn.availability());
    }

    private void tell(Page page, Turn turn, Verdict verdict, Settled settled, Duration took) {
        events.accept(new FlowEvent.Looked(verdict.state(), took, settled.changed(), settled.alerts()));
        if (verdict.pace().mode() != turn.pace().mode()) {
            events.accept(new FlowEvent.Moved(
                    page.origin(), turn.pace().mode(), verdict.pace().mode()));
        }
    }

    private Instant sleep(Pace pace, @Nullable Instant nextAt, Instant now) {
        Instant latest = now.plus(settings.idle());
        Instant wanted = nextAt == null ? latest : nextAt;
        Instant allowed = pace.notBefore();
        Instant next = wanted.isBefore(allowed) ? allowed : wanted;
        return next.isBefore(latest) ? next : latest;
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis((long) Math.ceil(duration.toMillis() * factor));
    }
}
