package dev.catchwater.prices.deal;

import dev.catchwater.prices.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a shop claims to have taken off, and what it has. The prior price is the lowest within 30 days before the reduction
 * (Directive 98/6/EC Article 6a), the announced percentage must be computed from it (CJEU C-330/23), and the price that
 * was in force when the window opens counts. Member states' exceptions (perishables, gradual reductions) are not judged.
 *
 * @param claimed percent off, as the shop says; null if it claims nothing
 * @param real percent off the prior price; negative if it has become dearer; null if the prior price is not known
 */
public record Discount(
        @Nullable Double claimed,
        @Nullable Double real,
        @Nullable Money prior,
        Verdict verdict) {

    /** The window of Article 6a(2). */
    public static final Duration WINDOW = Duration.ofDays(30);

    private static final double ROUNDING = 0.5;

    /** What a claim is worth. */
    public enum Verdict {
        /** Nothing is claimed. */
        NO_CLAIM,
        /** Less than 30 days are known before the reduction. */
        UNKNOWN,
        /** As much was taken off as is said. */
        HOLDS,
        /** Less was taken off than is said. */
        OVERSTATED,
        /** Nothing was taken off. */
        FALSE
    }

    /**
     * Judges the claim of the point that holds now.
     *
     * @param list the price that is struck through; null if there is none
     */
    public static Discount of(History history, @Nullable Money list) {
        List<PricePoint> points = history.points();
        Money price = points.isEmpty() ? null : points.getLast().price();
        if (price == null) {
            return new Discount(null, null, null, Verdict.UNKNOWN);
        }
        Double claimed =
                list == null || !list.comparableWith(price) || list.compareTo(price) <= 0 ? null : percent(list, price);
        Instant since = since(points, price);
        Instant opens = since.minus(WINDOW);
        Optional<Money> prior =
                history.reachesBackTo(opens) ? history.lowest(opens, since, price.currency()) : Optional.empty();
        Double real = prior.map(before -> percent(before, price)).orElse(null);
        return new Discount(claimed, real, prior.orElse(null), verdict(claimed, real));
    }

    private static Verdict verdict(@Nullable Double claimed, @Nullable Double real) {
        if (claimed == null) {
            return Verdict.NO_CLAIM;
        }
        if (real == null) {
            return Verdict.UNKNOWN;
        }
        if (real <= 0) {
            return Verdict.FALSE;
        }
        return claimed <= real + ROUNDING ? Verdict.HOLDS : Verdict.OVERSTATED;
    }

    // Points are also written when only the availability changes: the reduction began with the price.
    private static Instant since(List<PricePoint> points, Money price) {
        int first = points.size() - 1;
        while (first > 0 && price.equals(points.get(first - 1).price())) {
            first--;
        }
        return Objects.requireNonNull(points.get(first)).from();
    }

    private static double percent(Money before, Money now) {
        return before.minor() == 0 ? 0 : 100.0 * (before.minor() - now.minor()) / before.minor();
    }
}
