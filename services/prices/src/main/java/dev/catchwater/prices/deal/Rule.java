package dev.catchwater.prices.deal;

import dev.catchwater.prices.money.Money;
import java.time.Duration;

/** What somebody wants to be told of. A thing that cannot be had is never a deal. */
public sealed interface Rule {

    /** How much of the past it looks at, where that is bounded; else what is usual (Directive 98/6/EC Article 6a). */
    default Duration window() {
        return this instanceof LowestIn(Duration days) ? days : Duration.ofDays(30);
    }

    /** The price is at or below a target. Told once; again only after it was above. */
    record Target(Money price) implements Rule {}

    /** The price has fallen by so many percent below the highest one since it was told last. */
    record Drop(double percent) implements Rule {
        public Drop {
            if (!(percent > 0 && percent < 100)) {
                throw new IllegalArgumentException("a drop is between 0 and 100 percent");
            }
        }
    }

    /** The price is lower than it ever was. */
    record AllTimeLow() implements Rule {}

    /** It can be had again after it could not. */
    record BackInStock() implements Rule {}

    /**
     * The price is lower than all that held within a window before it (Directive 98/6/EC Article 6a: 30 days). Never told
     * while less than the window is known.
     */
    record LowestIn(Duration window) implements Rule {
        public LowestIn {
            if (window.compareTo(Duration.ofDays(1)) < 0 || window.compareTo(Duration.ofDays(366)) > 0) {
                throw new IllegalArgumentException("a window has 1 to 366 days");
            }
        }
    }
}
