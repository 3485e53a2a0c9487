package dev.catchwater.edge.tally;

import dev.catchwater.edge.Served.How;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Responses since the start.
 *
 * @param responses by where they came from
 * @param bytes of content, likewise
 * @param statuses by first digit; 0: none was sent, or it was no status
 * @param origin requests that went to origins
 */
public record Totals(Map<How, Long> responses, Map<How, Long> bytes, Map<Integer, Long> statuses, long origin) {
    /** All of them. */
    public long all() {
        return responses.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The part of what could be answered that came from the store without asking; 0 if there was nothing. */
    public double hitRatio() {
        return ratio(responses);
    }

    /** The same by bytes of content. */
    public double byteHitRatio() {
        return ratio(bytes);
    }

    /** The part of what an origin had to be asked for that was answered together with an equal request. */
    public double collapseRatio() {
        long collapsed = responses.getOrDefault(How.COLLAPSED, 0L);
        return collapsed + origin == 0 ? 0 : (double) collapsed / (collapsed + origin);
    }

    private static double ratio(Map<How, Long> of) {
        long stored = of.getOrDefault(How.HIT, 0L) + of.getOrDefault(How.STALE, 0L);
        long answered = of.entrySet().stream()
                .filter(entry -> entry.getKey() != How.REFUSED && entry.getKey() != How.FAILED)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return answered == 0 ? 0 : (double) stored / answered;
    }

    /** Adds up. */
    static final class Sum {
        private final Map<How, Long> responses = new EnumMap<>(How.class);
        private final Map<How, Long> bytes = new EnumMap<>(How.class);
        private final Map<Integer, Long> statuses = new TreeMap<>();
        private long origin;

        void add(How how, long some, long content) {
            responses.merge(how, some, Long::sum);
            bytes.merge(how, content, Long::sum);
        }

        void status(int of, long some) {
            statuses.merge(of, some, Long::sum);
        }

        void asked(long some) {
            origin += some;
        }

        Totals totals() {
            return new Totals(Map.copyOf(responses), Map.copyOf(bytes), Map.copyOf(statuses), origin);
        }
    }
}
