package dev.catchwater.edge.tally;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a node has served.
 *
 * @param since when it began to count
 * @param totals of all
 * @param routes by name; empty name: requests that no route took
 * @param stored how long responses from the store took
 * @param fetched how long the others took
 * @param origin how long origins took to the head of their answers
 * @param keys the most frequent, host and path, the first ones first
 */
public record Stats(
        Instant since,
        Totals totals,
        Map<String, Totals> routes,
        Latency stored,
        Latency fetched,
        Latency origin,
        List<Key> keys) {
    /**
     * A frequent key.
     *
     * @param count about how often it was asked for lately: halved every minute, never less than it was
     */
    public record Key(String key, long count) {}
}
