package dev.catchwater.prices.deal;

import dev.catchwater.prices.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is being watched, one point after the other.
 *
 * @param armed whether it may tell; false from telling till the price has recovered
 * @param reference the highest price since it told last, for drops; null before the first
 */
public record Watch(Rule rule, boolean armed, @Nullable Money reference) {

    /** A rule that has not seen anything yet. */
    public static Watch of(Rule rule) {
        return new Watch(rule, true, null);
    }

    /** What a new point means: how the rule goes on, and what there is to tell. Each point is to be shown once. */
    public Step next(PricePoint now, Past past) {
        return switch (rule) {
            case Rule.Target(Money target) -> target(target, now);
            case Rule.Drop(double percent) -> drop(percent, now);
            case Rule.AllTimeLow() -> lower(now, past.everLowest());
            case Rule.LowestIn(var window) -> lower(now, past.windowKnown() ? past.windowLowest() : null);
            case Rule.BackInStock() -> past.wasRefused() && now.availability().available() ? told(now, null) : quiet();
        };
    }

    private Step target(Money target, PricePoint now) {
        Money price = now.price();
        if (price == null || !price.comparableWith(target)) {
            return quiet();
        }
        if (price.compareTo(target) > 0) {
            return new Step(new Watch(rule, true, null), Optional.empty());
        }
        return armed && now.offered()
                ? new Step(new Watch(rule, false, null), Optional.of(new Alert(rule, now, target)))
                : quiet();
    }

    private Step drop(double percent, PricePoint now) {
        Money price = now.price();
        if (price == null) {
            return quiet();
        }
        Money highest = reference;
        if (highest == null || !highest.comparableWith(price) || price.compareTo(highest) > 0) {
            return new Step(new Watch(rule, true, price), Optional.empty());
        }
        boolean fallen = price.minor() <= highest.minor() * (1 - percent / 100);
        return fallen && now.offered()
                ? new Step(new Watch(rule, true, price), Optional.of(new Alert(rule, now, highest)))
                : quiet();
    }

    private Step lower(PricePoint now, @Nullable Money lowest) {
        Money price = now.price();
        boolean lower = price != null && lowest != null && now.offered() && price.compareTo(lowest) < 0;
        return lower ? told(now, lowest) : quiet();
    }

    private Step told(PricePoint now, @Nullable Money compared) {
        return new Step(this, Optional.of(new Alert(rule, now, compared)));
    }

    private Step quiet() {
        return new Step(this, Optional.empty());
    }

    /** How a rule goes on, and what it tells. */
    public record Step(Watch watch, Optional<Alert> alert) {}

    /**
     * Something to tell.
     *
     * @param compared what the price was compared with: the target, the price before, the lowest so far
     */
    public record Alert(Rule rule, PricePoint now, @Nullable Money compared) {}
}
