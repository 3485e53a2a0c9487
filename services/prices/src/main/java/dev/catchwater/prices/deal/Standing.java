package dev.catchwater.prices.deal;

import dev.catchwater.prices.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a price stands against the time before it. Each price weighs as long as it was offered, so that a week at one price
 * counts more than an hour at another.
 *
 * @param dearer the share of the time at which it was dearer, from 0 to 1
 * @param lowest the lowest price in that time
 * @param highest the highest
 * @param average over time, in minor units, rounded
 * @param known how long an offer was known within the window
 */
public record Standing(double dearer, Money lowest, Money highest, Money average, Duration known) {

    /** How a price stands at a moment against a window before it; empty if nothing comparable was offered in it. */
    public static Optional<Standing> of(History history, Money price, Instant now, Duration window) {
        List<History.Span> spans = history.spans(now.minus(window), now, price.currency());
        double total =
                spans.stream().mapToDouble(span -> span.length().toMillis()).sum();
        if (total <= 0) {
            return Optional.empty();
        }
        double dearer = 0;
        double sum = 0;
        for (History.Span span : spans) {
            double length = span.length().toMillis();
            sum += length * span.price().minor();
            dearer += span.price().compareTo(price) > 0 ? length : 0;
        }
        Comparator<Money> byAmount = Comparator.naturalOrder();
        return Optional.of(new Standing(
                dearer / total,
                spans.stream().map(History.Span::price).min(byAmount).orElseThrow(),
                spans.stream().map(History.Span::price).max(byAmount).orElseThrow(),
                new Money(Math.round(sum / total), price.currency()),
                Duration.ofMillis((long) total)));
    }
}
