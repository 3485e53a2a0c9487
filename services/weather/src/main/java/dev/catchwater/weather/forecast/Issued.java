package dev.catchwater.weather.forecast;

import java.util.Map;

/**
 * A forecast as it was given, kept until it is known what came: nothing is learned from what was computed afterwards.
 *
 * @param members what each forecaster said
 * @param spreads how far off each expects to be, of those that tell
 * @param baselines what the simple ones said that we must be better than, by name
 */
public record Issued(
        Family family,
        Map<String, Double> members,
        Map<String, Double> spreads,
        Blend blend,
        Map<String, Double> baselines) {

    /** Copies. */
    public Issued {
        members = Map.copyOf(members);
        spreads = Map.copyOf(spreads);
        baselines = Map.copyOf(baselines);
    }
}
