package dev.catchwater.weather.flow;

import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What each provider said last about each place, kept by place and product, and when it may be asked again: by its own terms
 * after an answer, by our patience after a failure; while it orders a wait, about no place at all. The last answer is kept and
 * shown with its age however often later ones fail. Thread-safe.
 */
public final class Board {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration UNSAID = Duration.ofMinutes(10);

    /** Nobody is to be asked on the stroke of the hour by everyone; what is short-lived not much later than it ends. */
    private static final Duration SPREAD = Duration.ofMinutes(1);

    private static final int SPREAD_PART = 4;
    private static final int ALL_AGAIN = 10_000;

    private final RandomGenerator dice;
    private final Map<String, State> places = new HashMap<>();
    /** Until when a provider wants to be left alone: it means us, and not one of our places. */
    private final Map<Provider, Instant> held = new EnumMap<>(Provider.class);

    private final Map<Provider, Instant> unsaved = new EnumMap<>(Provider.class);

    public Board(RandomGenerator dice) {
        this.dice = dice;
    }

    private record Slot(Provider provider, Product product) {}

    private record Said(String forecaster, Product product) {}

    private static final class State {
        private final Map<Said, Report> reports = new LinkedHashMap<>();
        private final Map<Slot, Trouble> troubles = new HashMap<>();
        private final Map<Slot, Instant> due = new HashMap<>();
    }

    /** Of these products those that a provider may be asked for about a place. */
    public synchronized Set<Product> due(String place, Provider provider, Set<Product> products, Instant now) {
        State state = places.get(place);
        Set<Product> due = EnumSet.noneOf(Product.class);
        for (Product product : products) {
            Instant at = state == null ? null : state.due.get(new Slot(provider, product));
            if (at == null || !at.isAfter(now)) {
                due.add(product);
            }
        }
        Instant until = held.get(provider);
        if (until == null || !until.isAfter(now) || due.isEmpty()) {
            return due;
        }
        hold(place, provider, due, until, now);
        return EnumSet.noneOf(Product.class);
    }

    // Who is asked about elsewhere hears why nothing comes, too; and not all come back in the same moment.
    private void hold(String place, Provider provider, Set<Product> products, Instant until, Instant now) {
        State state = places.computeIfAbsent(place, id -> new State());
        for (Product product : products) {
            Slot slot = new Slot(provider, product);
            state.troubles.putIfAbsent(
                    slot, new Trouble(new ProviderFailure.Limited(Duration.between(now, until)), now, until, 1));
            state.due.put(slot, until.plusMillis(dice.nextInt(ALL_AGAIN)));
        }
    }

    /** Notes an answer; what was wanted and neither came nor failed is asked for again later. */
    public synchronized void take(String place, Provider provider, Set<Product> wanted, Answer answer, Instant now) {
        State state = places.computeIfAbsent(place, id -> new State());
        wanted.forEach(product -> state.due.put(new Slot(provider, product), now.plus(UNSAID)));
        for (Report report : answer.reports()) {
            Slot slot = new Slot(provider, report.product());
            state.reports.put(new Said(report.forecaster(), report.product()), report);
            state.due.put(slot, report.freshUntil().plusMillis(spread(report)));
            state.troubles.remove(slot);
        }
        answer.failures().forEach((product, failure) -> fail(state, new Slot(provider, product), failure, now));
    }

    private long spread(Report report) {
        Duration part =
                Duration.between(report.fetchedAt(), report.freshUntil()).dividedBy(SPREAD_PART);
        Duration most = part.compareTo(SPREAD) > 0 ? SPREAD : part;
        return most.isPositive() ? dice.nextInt((int) most.toMillis() + 1) : 0;
    }

    /** Notes that nothing came. */
    public synchronized void fail(
            String place, Provider provider, Set<Product> wanted, ProviderFailure failure, Instant now) {
        State state = places.computeIfAbsent(place, id -> new State());
        wanted.forEach(product -> fail(state, new Slot(provider, product), failure, now));
    }

    private void fail(State state, Slot slot, ProviderFailure failure, Instant now) {
        if (failure instanceof ProviderFailure.Limited(Duration wait) && wait != null) {
            wait(slot.provider, now.plus(wait));
        }
        Trouble before = state.troubles.get(slot);
        int times = before == null ? 1 : before.times() + 1;
        Instant next = now.plus(pause(failure, times));
        state.troubles.put(slot, new Trouble(failure, before == null ? now : before.since(), next, times));
        state.due.put(slot, next);
    }

    private void wait(Provider provider, Instant until) {
        if (held.merge(provider, until, Board::later).equals(until)) {
            unsaved.put(provider, until);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Waits that were ordered before this process began. */
    synchronized void remember(Map<Provider, Instant> waits) {
        waits.forEach((provider, until) -> held.merge(provider, until, Board::later));
    }

    /** Waits that were ordered since this was asked for last. */
    synchronized Map<Provider, Instant> unsaved() {
        Map<Provider, Instant> ordered = Map.copyOf(unsaved);
        unsaved.clear();
        return ordered;
    }

    /** These could not be saved. */
    synchronized void again(Map<Provider, Instant> waits) {
        waits.forEach((provider, until) -> unsaved.merge(provider, until, Board::later));
    }

    /** Doubled with each failure, longer if the provider says so, and never the same for all. */
    private Duration pause(ProviderFailure failure, int times) {
        Duration own = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 10));
        Duration pause = own.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : own;
        Duration asked =
                failure instanceof ProviderFailure.Limited(Duration wait) && wait != null ? wait : Duration.ZERO;
        Duration longer = asked.compareTo(pause) > 0 ? asked : pause;
        return longer.plusMillis(dice.nextInt((int) pause.toMillis() / 4));
    }

    /** All about a place. */
    public synchronized Snapshot of(String place) {
        State state = places.get(place);
        if (state == null) {
            return Snapshot.EMPTY;
        }
        Map<Provider, Map<Product, Trouble>> troubles = new EnumMap<>(Provider.class);
        state.troubles.forEach(
                (slot, trouble) -> troubles.computeIfAbsent(slot.provider, provider -> new EnumMap<>(Product.class))
                        .put(slot.product, trouble));
        List<Report> reports = new ArrayList<>(state.reports.values());
        return new Snapshot(reports, troubles);
    }

    /** Forgets all but these places. */
    public synchronized void keep(Set<String> ids) {
        places.keySet().retainAll(ids);
    }
}
