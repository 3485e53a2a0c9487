package dev.catchwater.weather.flow;

import java.time.Duration;

/**
 * How providers are asked.
 *
 * @param tick how often we look for what is due
 * @param deadline for one answer, retries included
 * @param patience how long a reader of a place of which nothing is known waits for the first answers
 * @param mostPlaces how many places there may be
 */
public record GatherSettings(Duration tick, Duration deadline, Duration patience, int mostPlaces) {}
