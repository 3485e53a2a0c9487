package dev.catchwater.trading;

import dev.catchwater.trading.market.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Tells whether decisions rest on prices that were not known yet: bars after a cut are replaced by others, and what was
 * decided before the cut must stay as it was. A strategy that passes has not been caught; one that fails has.
 */
public final class LookAhead {

    /**
     * What the check found.
     *
     * @param cuts how many places were tried
     * @param caught the end of the bar, in milliseconds, after which the first decision changed; -1 if none did
     */
    public record Verdict(int cuts, long caught) {
        public boolean clean() {
            return caught < 0;
        }
    }

    private LookAhead() {}

    /**
     * Runs the backtest with several futures.
     *
     * @param prepared the backtest as it is made for a list of bars: a strategy that computes anything from all of them is
     *     made of what the check has changed
     * @param cuts how many places to try, evenly spread: each is a run of its own
     */
    public static Verdict check(Function<List<Bar>, Backtest> prepared, List<Bar> bars, int cuts) {
        var known = prepared.apply(bars).run(bars).decisions();
        for (int i = 1; i <= cuts; i++) {
            int cut = (int) ((long) bars.size() * i / (cuts + 1));
            if (cut < 1 || cut >= bars.size()) {
                continue;
            }
            long end = bars.get(cut - 1).end();
            var changed = changedFrom(bars, cut);
            var other = before(prepared.apply(changed).run(changed).decisions(), end);
            var mine = before(known, end);
            if (!mine.equals(other)) {
                return new Verdict(i, end);
            }
        }
        return new Verdict(cuts, -1);
    }

    private static List<Backtest.Decision> before(List<Backtest.Decision> decisions, long end) {
        return decisions.stream().filter(decision -> decision.time() <= end).toList();
    }

    // The future upside down: what rose by a tenth now falls by a tenth.
    private static List<Bar> changedFrom(List<Bar> bars, int cut) {
        var changed = new ArrayList<>(bars.subList(0, cut));
        long pivot = bars.get(cut - 1).close();
        for (var bar : bars.subList(cut, bars.size())) {
            changed.add(new Bar(
                    bar.start(),
                    bar.end(),
                    mirror(bar.open(), pivot),
                    mirror(bar.low(), pivot),
                    mirror(bar.high(), pivot),
                    mirror(bar.close(), pivot),
                    bar.volume()));
        }
        return changed;
    }

    private static long mirror(long price, long pivot) {
        return Math.max(1, (long) ((double) pivot / price * pivot));
    }
}
