package dev.catchwater.prices.flow;

import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.recheck.Budget;
import dev.catchwater.prices.recheck.ChangeRate;
import dev.catchwater.prices.recheck.ChangeRate.Prior;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What a look must be worth at each host, so that its budget goes to where it keeps most fresh, and how often a page of it
 * changes of which nothing is known yet. Kept for ten minutes.
 */
public final class Budgets {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int HOSTS = 10_000;
    private static final int SAMPLE = 500;

    private final PageBook book;
    private final FlowSettings settings;
    private final Executor workers;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true);

    /** Budgets that are computed by workers: it is arithmetic, a few milliseconds of it. */
    public Budgets(PageBook book, FlowSettings settings, Executor workers) {
        this.book = book;
        this.settings = settings;
        this.workers = workers;
    }

    /** A host's budget, and what its pages teach of one that was hardly seen. */
    record Plan(Budget budget, Prior prior) {}

    Uni<Plan> of(String origin, Pace pace, Instant now) {
        synchronized (known) {
            Known there = known.get(origin);
            if (there != null && now.isBefore(there.until)) {
                return Uni.createFrom().item(there.plan);
            }
        }
        return book.demand(origin, SAMPLE).emitOn(workers).map(demand -> {
            double sampled = demand.pages().size() / (double) Math.max(1, demand.all());
            double looks = pace.rate() * Duration.ofDays(1).toSeconds() * settings.share() * sampled;
            Prior prior = Prior.learned(
                    demand.pages().stream().map(PageBook.Known::looks).toList());
            List<Budget.Page> pages = demand.pages().stream()
                    .map(page -> new Budget.Page(page.weight(), ChangeRate.perDay(page.looks(), prior)))
                    .toList();
            Plan plan = new Plan(Budget.of(pages, Math.max(looks, 1e-3), settings.bounds()), prior);
            keep(origin, new Known(plan, now.plus(KEPT)));
            return plan;
        });
    }

    private void keep(String origin, Known fresh) {
        synchronized (known) {
            known.put(origin, fresh);
            if (known.size() > HOSTS) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    private record Known(Plan plan, Instant until) {}
}
