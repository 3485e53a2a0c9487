package dev.catchwater.prices.deal;

import dev.catchwater.prices.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Says by looking at everything, again and again, at which points a rule is to tell. Written from the rules' sentences and
 * nothing else; minutes for what {@link Watch} does in one step.
 */
final class Oracle {

    private Oracle() {}

    static List<Integer> tellsAt(Rule rule, List<PricePoint> points) {
        List<Integer> told = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (tells(rule, points, i, told)) {
                told.add(i);
            }
        }
        return told;
    }

    private static boolean tells(Rule rule, List<PricePoint> points, int i, List<Integer> told) {
        if (rule instanceof Rule.BackInStock) {
            return points.get(i).availability().available() && lastSaid(points, i);
        }
        Money now = points.get(i).price();
        if (now == null || points.get(i).availability().refused()) {
            return false;
        }
        return switch (rule) {
            case Rule.Target(Money target) ->
                now.minor() <= target.minor() && (told.isEmpty() || aboveBetween(points, told.getLast(), i, target));
            case Rule.Drop(double percent) -> {
                OptionalLong highest = points.subList(told.isEmpty() ? 0 : told.getLast(), i).stream()
                        .filter(point -> point.price() != null)
                        .mapToLong(point -> point.price().minor())
                        .max();
                yield highest.isPresent() && now.minor() <= highest.getAsLong() * (1 - percent / 100);
            }
            case Rule.AllTimeLow() -> below(now, lowest(points, 0, i));
            case Rule.LowestIn(Duration window) -> {
                var opens = points.get(i).from().minus(window);
                int first = 0;
                // The last point at or before the opening is the one that held then.
                for (int j = 0; j < i; j++) {
                    first = points.get(j).from().isAfter(opens) ? first : j;
                }
                yield !points.getFirst().from().isAfter(opens) && below(now, lowest(points, first, i));
            }
            case Rule.BackInStock() -> throw new AssertionError();
        };
    }

    private static boolean below(Money now, OptionalLong lowest) {
        return lowest.isPresent() && now.minor() < lowest.getAsLong();
    }

    private static OptionalLong lowest(List<PricePoint> points, int from, int to) {
        return points.subList(from, to).stream()
                .filter(point -> point.price() != null && !point.availability().refused())
                .mapToLong(point -> point.price().minor())
                .min();
    }

    private static boolean aboveBetween(List<PricePoint> points, int from, int to, Money target) {
        return points.subList(from, to).stream()
                .anyMatch(point -> point.price() != null && point.price().minor() > target.minor());
    }

    private static boolean lastSaid(List<PricePoint> points, int i) {
        for (int j = i - 1; j >= 0; j--) {
            if (points.get(j).availability().refused()) {
                return true;
            }
            if (points.get(j).availability().available()) {
                return false;
            }
        }
        return false;
    }
}
