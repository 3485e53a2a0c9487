package dev.catchwater.prices.flow;

import dev.catchwater.postgres.StoreAway;
import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook;
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
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A visit: one look at the page whose turn it is, and what came of it. */
public final class Visits {

    /** Looks that a page remembers. */
    private static final int REMEMBERED = 30;

    private static final double JITTER = 0.1;

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

    /** Looks, within a deadline, and writes what came of it, unless the turn has become another's. */
    Uni<Void> visit(Turn turn) {
        return Uni.createFrom()
                .deferred(() -> turn.hold().lapsed() ? cool(turn) : look(turn, clock.instant()))
                .onFailure(PageBook.Overtaken.class)
                .recoverWithItem(() -> {
                    events.accept(new FlowEvent.Overtaken(turn.hold().origin()));
                    return null;
                });
    }

    // Whoever asked before us died before it wrote what the host had said.
    private Uni<Void> cool(Turn turn) {
        Instant now = clock.instant();
        return book.giveBack(turn.hold(), turn.pace().unheard(settings.limits(), now, dice), now);
    }

    private Uni<Void> look(Turn turn, Instant began) {
        // Half of the deadline may pass in waiting for the pace; the other half is for the request.
        Instant patience = began.plus(settings.deadline().dividedBy(2));
        Gate gate = new Gate(book, turn.hold(), turn.pace(), settings.limits(), clock, patience);
        return source.look(turn.page(), gate)
                .ifNoItem()
                .after(settings.deadline())
                .recoverWithItem(() -> new Seen.Silent("it took too long", null))
                .flatMap(seen -> seen instanceof Seen.Later
                        ? book.giveBack(turn.hold(), gate.pace(), clock.instant())
                        : settle(turn.page(), turn.at(gate.pace()), seen, gate.ordered(), began));
    }

    private Uni<Void> settle(Page page, Turn turn, Seen seen, @Nullable Instant ordered, Instant began) {
        Instant now = clock.instant();
        Verdict verdict = Verdict.of(page, turn, seen, settings, now, dice).ordered(ordered, settings.limits(), now);
        return budgets.of(page.origin(), verdict.pace(), now)
                .flatMap(plan -> {
                    Settlement settlement = settlement(page, turn, verdict, plan, now);
                    return book.settle(page, turn.hold(), settlement, now)
                            .onFailure(thrown -> !(thrown instanceof StoreAway || thrown instanceof PageBook.Overtaken))
                            .recoverWithUni(thrown -> unwritable(page, turn, plan, thrown, now));
                })
                .invoke(settled -> {
                    Duration took = Duration.between(began, now);
                    events.accept(new FlowEvent.Looked(verdict.state(), took, settled.changed(), settled.alerts()));
                    moved(turn.pace(), verdict.pace(), turn.hold());
                })
                .replaceWithVoid();
    }

    // Its host's other pages would wait for ever behind it.
    private Uni<PageBook.Settled> unwritable(Page page, Turn turn, Budgets.Plan plan, Throwable why, Instant now) {
        events.accept(new FlowEvent.Trouble("writing what came of a look", why));
        Verdict nothing = Verdict.unwritable(page, turn.pace());
        return book.settle(page, turn.hold(), settlement(page, turn, nothing, plan, now), now);
    }

    private void moved(Pace before, Pace after, Hold hold) {
        if (before.mode() != after.mode()) {
            events.accept(new FlowEvent.Moved(hold.origin(), before.mode(), after.mode()));
        }
    }

    private Settlement settlement(Page page, Turn turn, Verdict verdict, Budgets.Plan plan, Instant now) {
        List<Look> looks = looks(page, turn, verdict, now);
        double rate = ChangeRate.perDay(looks, plan.prior());
        Duration interval = verdict.delay() != null
                ? verdict.delay()
                : plan.budget().interval(new Budget.Page(page.weight(), rate), settings.bounds());
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
                verdict.found(),
                verdict.way(),
                Pace.start(settings.limits(), now));
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
        return reading != null && Compared.of(turn, reading).changed();
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis((long) Math.ceil(duration.toMillis() * factor));
    }
}
