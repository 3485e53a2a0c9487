package dev.catchwater.prices.deal;

import dev.catchwater.prices.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule needs to know of what was before a point; SQL finds it without reading the whole history.
 *
 * @param everLowest the lowest price ever offered in the point's currency; null if there was none
 * @param windowLowest the lowest within the window before the point; null if there was none
 * @param windowKnown whether the whole window is known
 * @param wasRefused whether the last that was said of its availability is that it cannot be had
 */
public record Past(@Nullable Money everLowest, @Nullable Money windowLowest, boolean windowKnown, boolean wasRefused) {

    /** What was before a point, of a whole history. */
    public static Past of(History history, PricePoint now, Duration window) {
        History before = history.before(now.from());
        Money price = now.price();
        boolean refused = refused(before.points());
        if (price == null) {
            return new Past(null, null, false, refused);
        }
        Instant opens = now.from().minus(window);
        return new Past(
                before.lowestBefore(now.from(), price.currency()).orElse(null),
                before.lowest(opens, now.from(), price.currency()).orElse(null),
                before.reachesBackTo(opens),
                refused);
    }

    private static boolean refused(List<PricePoint> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            var said = Objects.requireNonNull(before.get(i)).availability();
            if (said.available() || said.refused()) {
                return said.refused();
            }
        }
        return false;
    }
}
