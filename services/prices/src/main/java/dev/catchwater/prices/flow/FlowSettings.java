package dev.catchwater.prices.flow;

import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.recheck.Budget;
import java.time.Duration;

/**
 * The knobs of watching.
 *
 * @param limits of the pace at a host
 * @param bounds of the intervals between looks at a page
 * @param share of what a host bears that we take, from 0 to 1
 * @param idle how long who found nothing to do sleeps at most
 * @param again how soon a doubted price is looked at again
 * @param deadline for one look, reading and writing included
 * @param maxPages how many pages there may be
 */
public record FlowSettings(
        Pace.Limits limits,
        Budget.Bounds bounds,
        double share,
        Duration idle,
        Duration again,
        Duration deadline,
        int maxPages) {

    public FlowSettings {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is above 0 and at most 1");
        }
    }
}
