package dev.catchwater.weather.forecast;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Shares in proportion to given numbers, none above a multiple of an equal share. */
final class Weights {

    private Weights() {}

    static Map<String, Double> of(Map<String, Double> inverse, double mostShare) {
        double cap = Math.min(1, mostShare / inverse.size());
        Set<String> capped = new HashSet<>();
        while (true) {
            Map<String, Double> shares = shares(inverse, capped, cap);
            Set<String> over = new HashSet<>(capped);
            shares.forEach((name, share) -> {
                if (share > cap + 1e-12) {
                    over.add(name);
                }
            });
            if (over.size() == capped.size()) {
                return shares;
            }
            capped = over;
        }
    }

    /** The capped ones have the cap; the others share the rest in proportion. */
    private static Map<String, Double> shares(Map<String, Double> inverse, Set<String> capped, double cap) {
        double free = inverse.entrySet().stream()
                .filter(entry -> !capped.contains(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        double rest = 1 - cap * capped.size();
        Map<String, Double> shares = new HashMap<>();
        inverse.forEach((name, value) -> shares.put(name, capped.contains(name) ? cap : rest * value / free));
        return shares;
    }
}
