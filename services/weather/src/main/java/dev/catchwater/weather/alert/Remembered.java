package dev.catchwater.weather.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a message over a restart.
 *
 * @param keep until when it must be known
 * @param replaced whether another message replaced or ended it
 * @param event the event that it tells of; null if it tells of none (any more)
 * @param former the event that it told of before it was replaced
 * @param message null where there is no event
 */
public record Remembered(
        String identity,
        Instant keep,
        boolean replaced,
        @Nullable String event,
        @Nullable String former,
        @Nullable Message message) {}
