package dev.catchwater.trading.flow;

import dev.catchwater.trading.Backtest;
import dev.catchwater.trading.DeskSettings;
import dev.catchwater.trading.LookAhead;
import dev.catchwater.trading.Series;
import dev.catchwater.trading.market.Bar;
import dev.catchwater.trading.order.paper.Costs;
import dev.catchwater.trading.risk.GuardPlan;
import dev.catchwater.trading.risk.Limits;
import dev.catchwater.trading.strategy.Sizing;
import dev.catchwater.trading.strategy.StrategySpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Backtests on threads of their own: two at once, the newest fifty remembered. */
public final class Backtests {

    private static final Logger LOG = Logger.getLogger(Backtests.class);
    private static final int AT_ONCE = 2;
    private static final int REMEMBERED = 50;
    private static final int CUTS = 5;
    private static final long DAY = 86_400_000;
    private static final int RESERVE = 100;

    /** What to run. Shares and costs are basis points. */
    public record Wish(
            String series,
            StrategySpec strategy,
            BigDecimal cash,
            int share,
            Costs costs,
            boolean trailing,
            boolean lookAhead) {}

    /** Where it stands. */
    public enum Phase {
        WAITING,
        RUNNING,
        DONE,
        CANCELED,
        FAILED
    }

    /** A run. Its numbers are read from any thread. */
    public static final class Run {
        private final long id;
        private final Wish wish;
        private volatile Phase phase = Phase.WAITING;
        private volatile long done;
        private volatile long all;
        private volatile boolean canceled;
        private volatile Backtest.@Nullable Result result;
        private volatile LookAhead.@Nullable Verdict verdict;
        private volatile @Nullable String failure;

        Run(long id, Wish wish) {
            this.id = id;
            this.wish = wish;
        }

        public long id() {
            return id;
        }

        public Wish wish() {
            return wish;
        }

        public Phase phase() {
            return phase;
        }

        public long done() {
            return done;
        }

        public long all() {
            return all;
        }

        public Optional<Backtest.Result> result() {
            return Optional.ofNullable(result);
        }

        public Optional<LookAhead.Verdict> verdict() {
            return Optional.ofNullable(verdict);
        }

        public Optional<String> failure() {
            return Optional.ofNullable(failure);
        }
    }

    private final Series.Shelf shelf;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ConcurrentSkipListMap<Long, Run> runs = new ConcurrentSkipListMap<>();
    private final AtomicLong last = new AtomicLong();

    public Backtests(Series.Shelf shelf) {
        this.shelf = shelf;
    }

    public List<String> series() {
        return shelf.names();
    }

    /**
     * Begins one.
     *
     * @throws IllegalArgumentException if there is no such series or strategy, or too many are waiting
     */
    public Run begin(Wish wish) {
        if (wish.strategy().make() == null || !shelf.names().contains(wish.series())) {
            throw new IllegalArgumentException("a backtest needs a strategy and one of the series there are");
        }
        if (runs.values().stream().filter(run -> run.phase == Phase.WAITING).count() >= REMEMBERED / 2) {
            throw new IllegalArgumentException("too many backtests are waiting");
        }
        var run = new Run(last.incrementAndGet(), wish);
        runs.put(run.id, run);
        while (runs.size() > REMEMBERED) {
            runs.pollFirstEntry().getValue().canceled = true;
        }
        Thread.ofVirtual().name("backtest-" + run.id).start(() -> work(run));
        return run;
    }

    public Optional<Run> find(long id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** Newest first. */
    public List<Run> all() {
        return List.copyOf(runs.descendingMap().values());
    }

    /** One that still waits is over at once, one that runs with its next bars. */
    public void cancel(Run run) {
        run.canceled = true;
        if (run.phase == Phase.WAITING) {
            run.phase = Phase.CANCELED;
        }
    }

    public void stop() {
        runs.values().forEach(this::cancel);
    }

    private void work(Run run) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (run.canceled) {
                run.phase = Phase.CANCELED;
                return;
            }
            run.phase = Phase.RUNNING;
            run(run, shelf.load(run.wish.series()));
        } catch (RuntimeException e) {
            LOG.warn("a backtest ended badly", e);
            run.failure = String.valueOf(e.getMessage());
            run.phase = Phase.FAILED;
        } finally {
            places.release();
        }
    }

    private void run(Run run, Series series) {
        run.all = series.bars().size();
        var backtest = backtest(run.wish, series);
        var result = backtest.run(series.bars(), told -> {
            run.done = told;
            return !run.canceled;
        });
        if (run.wish.lookAhead() && !run.canceled) {
            List<Bar> part =
                    series.bars().subList(0, Math.min(5_000, series.bars().size()));
            run.verdict = LookAhead.check(changed -> backtest, part, CUTS);
        }
        run.result = result.figures();
        run.done = result.bars();
        run.phase = run.canceled ? Phase.CANCELED : Phase.DONE;
    }

    private static Backtest backtest(Wish wish, Series series) {
        var plan = new GuardPlan(0, 0, wish.trailing() ? 1 : 0, 0, 0, 5_000);
        return new Backtest(
                () -> new DeskSettings(
                        series.instrument(), wish.strategy().make(), new Sizing.Share(wish.share()), RESERVE, plan),
                Limits.wide(),
                wish.costs(),
                wish.cash(),
                DAY);
    }

    /** Names of what can be asked for, for people. */
    public static Map<String, String> kinds() {
        return Map.of(
                "average-cross", "fast, slow, exponential",
                "rsi-reversion", "fast, lower, upper",
                "donchian-breakout", "slow to enter, fast to leave");
    }
}
