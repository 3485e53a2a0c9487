package dev.catchwater.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** The figures of several forks, in the order of their starts. */
public final class Series {
    private final List<Map<String, String>> forks = new ArrayList<>();

    public void add(Map<String, String> fork) {
        forks.add(fork);
    }

    public boolean has(String name) {
        return !forks.isEmpty() && forks.getFirst().containsKey(name);
    }

    /** What the first fork said, where it is no number. */
    public String text(String name) {
        return forks.getFirst().getOrDefault(name, "–");
    }

    private List<Double> sorted(String name) {
        return forks.stream()
                .map(fork -> Double.parseDouble(fork.get(name)))
                .sorted()
                .toList();
    }

    public double median(String name) {
        return median(sorted(name));
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median of what comes of each fork of this and the one that ran beside it: what a drifting machine leaves alone. */
    public double pairwise(Series other, String name, ToDoubleBiFunction<Double, Double> operation) {
        List<Double> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(forks.size(), other.forks.size()); i++) {
            pairs.add(operation.applyAsDouble(
                    Double.parseDouble(forks.get(i).get(name)),
                    Double.parseDouble(other.forks.get(i).get(name))));
        }
        return median(pairs.stream().sorted().toList());
    }

    /** The median in a unit, with so many decimals; a dash if nobody measured it. */
    public String cell(String name, double unit, int decimals) {
        return has(name) ? number(median(name) / unit, decimals) : "–";
    }

    /** The same with the least and the greatest. */
    public String spread(String name, double unit, int decimals) {
        if (!has(name)) {
            return "–";
        }
        List<Double> all = sorted(name);
        return number(median(all) / unit, decimals) + " (" + number(all.getFirst() / unit, decimals) + "–"
                + number(all.getLast() / unit, decimals) + ")";
    }

    /** A number as tables have it. */
    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
