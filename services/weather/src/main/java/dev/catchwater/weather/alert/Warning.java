package dev.catchwater.weather.alert;

import dev.catchwater.weather.place.Position;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A warning as it is shown: one event, however many messages and sources tell of it.
 *
 * @param id the same for as long as the event lasts
 * @param shown the message whose words are shown
 * @param severity the worst that any message that holds says; never that of a duplicate that says less
 * @param messages those that hold; more than one if sources tell of it in messages of their own
 * @param via all who told of it
 */
public record Warning(
        String id,
        Message shown,
        Severity severity,
        Instant until,
        boolean isEndAssumed,
        List<Message> messages,
        Set<String> via) {

    /** Copies. */
    public Warning {
        messages = List.copyOf(messages);
        via = Set.copyOf(via);
    }

    /** Whether it holds at a place, by any of its messages. */
    public boolean covers(Position point, Set<String> zones) {
        return messages.stream()
                .flatMap(message -> message.areas().stream())
                .anyMatch(area -> area.covers(point, zones));
    }
}
