package dev.catchwater.weather.forecast;

import java.util.Map;

/**
 * A forecast as it was given, kept until it is known what came: nothing is learned from what was computed afterwards.
 *
 * @param members what each forecaster said
 * @param baselines what the simple ones said that we must be better than, by name
 */
public record Issued(Map<String, Double> members, Blend blend, Map<String, Double> baselines) {

    /** Copies. */
    public Issued {
        members = Map.copyOf(members);
        baselines = Map.copyOf(baselines);
    }
}
