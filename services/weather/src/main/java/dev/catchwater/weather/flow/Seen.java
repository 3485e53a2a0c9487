package dev.catchwater.weather.flow;

import dev.catchwater.weather.alert.Warning;
import dev.catchwater.weather.place.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A place as a reader sees it at one moment.
 *
 * @param unlisted since when those who told of a warning list it no longer, by the warning's id
 */
public record Seen(Place place, Snapshot snapshot, List<Warning> warnings, Map<String, Instant> unlisted, Instant at) {}
