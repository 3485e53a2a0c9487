package dev.catchwater.weather.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One event, with all messages that hold about it. */
final class Event {

    private final String id;
    private final Map<String, Message> messages = new HashMap<>();

    Event(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    Map<String, Message> messages() {
        return messages;
    }

    /** Of two tellings of one message the fuller is kept, and the worse severity counts; false if that is nothing new. */
    boolean add(Message message) {
        String identity = message.key().identity();
        Message before = messages.get(identity);
        Message after = messages.merge(identity, message, Telling::merged);
        return !after.equals(before);
    }

    boolean holds(Instant now) {
        return messages.values().stream().anyMatch(message -> message.until().isAfter(now));
    }

    Optional<Warning> warning(Instant now) {
        List<Message> held = messages.values().stream()
                .filter(message -> message.until().isAfter(now))
                .sorted(Telling.BEST_FIRST)
                .toList();
        return held.isEmpty() ? Optional.empty() : Optional.of(Telling.warning(id, held));
    }
}
