package dev.catchwater.weather.flow;

import dev.catchwater.weather.alert.Warning;
import dev.catchwater.weather.place.Place;
import java.time.Instant;
import java.util.List;

/** A place as a reader sees it at one moment. */
public record Seen(Place place, Snapshot snapshot, List<Warning> warnings, Instant at) {}
