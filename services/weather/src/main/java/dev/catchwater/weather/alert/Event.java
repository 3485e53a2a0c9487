package dev.catchwater.weather.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event, with all messages that hold about it. */
final class Event {

    private final String id;
    private final Map<String, Message> messages = new HashMap<>();
    private @Nullable Shown shown;

    private record Shown(Optional<Warning> warning, Instant from, Instant to) {}

    Event(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    Map<String, Message> messages() {
        return Collections.unmodifiableMap(messages);
    }

    void remove(String identity) {
        messages.remove(identity);
        shown = null;
    }

    /** Of two tellings of one message the fuller is kept, and the worse severity counts; false if that is nothing new. */
    boolean add(Message message) {
        String identity = message.key().identity();
        Message before = messages.get(identity);
        if (message.equals(before)) {
            return false;
        }
        Message after = messages.merge(identity, message, Telling::merged);
        shown = null;
        return !after.equals(before);
    }

    boolean holds(Instant now) {
        return messages.values().stream().anyMatch(message -> message.until().isAfter(now));
    }

    /** The same until a message comes, goes or ends: all are looked at with each tick and by each reader. */
    Optional<Warning> warning(Instant now) {
        Shown known = shown;
        if (known == null || now.isBefore(known.from) || !now.isBefore(known.to)) {
            Instant to = messages.values().stream()
                    .map(Message::until)
                    .filter(until -> until.isAfter(now))
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
            known = new Shown(compute(now), now, to);
            shown = known;
        }
        return known.warning;
    }

    private Optional<Warning> compute(Instant now) {
        List<Message> held = messages.values().stream()
                .filter(message -> message.until().isAfter(now))
                .sorted(Telling.BEST_FIRST)
                .toList();
        return held.isEmpty() ? Optional.empty() : Optional.of(Telling.warning(id, held));
    }
}
