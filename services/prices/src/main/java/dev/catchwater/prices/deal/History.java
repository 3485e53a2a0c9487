package dev.catchwater.prices.deal;

import dev.catchwater.prices.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The prices of one offer, each in force until the next: written only when something changed, so that what held when a
 * window opens is the point before it.
 */
public final class History {

    private final List<PricePoint> points;

    /** Points in the order of time. */
    public History(List<PricePoint> points) {
        this.points = List.copyOf(points);
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).from().isBefore(points.get(i - 1).from())) {
                throw new IllegalArgumentException("points are not in the order of time");
            }
        }
    }

    /** All points, the oldest first. */
    public List<PricePoint> points() {
        return points;
    }

    /** The points before a moment. */
    public History before(Instant moment) {
        return new History(
                points.stream().filter(point -> point.from().isBefore(moment)).toList());
    }

    /** Whether it was known already then what held. */
    public boolean reachesBackTo(Instant moment) {
        return !points.isEmpty() && !points.getFirst().from().isAfter(moment);
    }

    /** The lowest price offered in a currency at any time from {@code from} till before {@code to}, the one that held at its beginning included. */
    public Optional<Money> lowest(Instant from, Instant to, String currency) {
        return spans(from, to, currency).stream().map(Span::price).min(Money::compareTo);
    }

    /** The lowest price ever offered in a currency before a moment. */
    public Optional<Money> lowestBefore(Instant to, String currency) {
        return lowest(Instant.MIN, to, currency);
    }

    /** How long which price was offered within a window. */
    List<Span> spans(Instant from, Instant to, String currency) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            PricePoint point = points.get(i);
            Instant until = i + 1 < points.size() ? points.get(i + 1).from() : to;
            Instant begins = point.from().isAfter(from) ? point.from() : from;
            Instant ends = until.isBefore(to) ? until : to;
            if (begins.isBefore(ends) && point.offered() && currency(point).equals(currency)) {
                spans.add(new Span(Objects.requireNonNull(point.price()), Duration.between(begins, ends)));
            }
        }
        return spans;
    }

    private static String currency(PricePoint point) {
        return Objects.requireNonNull(point.price()).currency();
    }

    /** A price, and how long it was offered. */
    record Span(Money price, Duration length) {}
}
