package dev.catchwater.prices.flow;

import dev.catchwater.prices.Page;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.recheck.Budget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    private static final int LIST = 4;

    public FlowSettings {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is above 0 and at most 1");
        }
    }

    /**
     * When pages of a kind are looked at again, where that is not for their change rate to say; null if it is. A list costs as
     * much as many pages, and how often its things change is not known of it.
     */
    @Nullable
    Duration every(Page.Kind kind) {
        return switch (kind) {
            case PRODUCT, SITEMAP -> null;
            case FEED, SHOPIFY, WOOCOMMERCE -> bounds.shortest().multipliedBy(LIST);
        };
    }
}
