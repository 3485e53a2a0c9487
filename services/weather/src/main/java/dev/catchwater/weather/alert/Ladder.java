package dev.catchwater.weather.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which event a message is about, where it names none: the same VTEC, or much the same authority, event, time and area. What is compared is worked out once a message: a country's list holds
 * thousands, each of which is compared with all.
 */
final class Ladder {

    private final Map<String, Traits> known = new HashMap<>();

    private record Traits(Optional<String> number, Optional<String> subject, Set<String> codes) {

        static Traits of(Message message) {
            return new Traits(message.vtec().map(Vtec::key), Likeness.subject(message), Likeness.codes(message));
        }
    }

    private Traits traits(String identity, Message message) {
        return known.computeIfAbsent(identity, id -> Traits.of(message));
    }

    /** A message is told in other words. */
    void forget(String identity) {
        known.remove(identity);
    }

    /** Only these messages are known still. */
    void keep(Set<String> identities) {
        if (known.size() > identities.size()) {
            known.keySet().retainAll(identities);
        }
    }

    /** The event that a message is one more telling of. */
    Optional<Event> find(Message message, Collection<Event> events, Instant now) {
        Traits sought = Traits.of(message);
        for (Event event : events) {
            for (Map.Entry<String, Message> held : event.messages().entrySet()) {
                if (isSame(traits(held.getKey(), held.getValue()), sought, held.getValue(), message)
                        && held.getValue().until().isAfter(now)) {
                    return Optional.of(event);
                }
            }
        }
        return Optional.empty();
    }

    /** Where both have a tracking number it alone decides. */
    private static boolean isSame(Traits held, Traits sought, Message one, Message other) {
        if (held.number.isPresent() && sought.number.isPresent()) {
            return held.number.equals(sought.number);
        }
        return held.subject.isPresent()
                && held.subject.equals(sought.subject)
                && Likeness.same(one, held.codes, other, sought.codes);
    }

    /** Those that an office follows up under the same number for all of their zones, though it may not name them. */
    List<String> followed(Message message, Collection<Event> events) {
        Traits sought = Traits.of(message);
        return sought.number.isEmpty() || sought.codes.isEmpty()
                ? List.of()
                : events.stream()
                        .flatMap(event -> event.messages().entrySet().stream())
                        .filter(held -> isFollowed(traits(held.getKey(), held.getValue()), sought)
                                && held.getValue()
                                        .key()
                                        .sent()
                                        .isBefore(message.key().sent()))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static boolean isFollowed(Traits held, Traits sought) {
        return held.number.equals(sought.number) && sought.codes.containsAll(held.codes);
    }
}
