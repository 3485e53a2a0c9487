package dev.catchwater.weather.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which event a message is about, where it names none: the same VTEC, or much the same authority, event, time and area. A
 * country's list holds thousands, so that a message is compared only with those that {@link Traits} have in common with it,
 * the oldest first, and with so many at most: in doubt they stay apart.
 */
final class Ladder {

    /** Shapes are laid over each other on a lattice, which takes a while: so often in vain for a message, and for a list. */
    private static final int MOST_IN_VAIN = 8;

    private static final int MOST_IN_VAIN_OF_ALL = 500;

    private final Map<String, Held> held = new HashMap<>();
    private final Map<Traits.Mark, Set<String>> marked = new HashMap<>();
    private long turns;
    private int compared;
    private int leftOfAll;

    private record Held(long turn, Event event, Traits traits) {}

    /** How often two messages were compared beyond their marks. */
    int compared() {
        return compared;
    }

    /** Many messages are looked for from now on. */
    void begin() {
        leftOfAll = MOST_IN_VAIN_OF_ALL;
    }

    /** A message tells of an event, for the first time or in other words. */
    void add(String identity, Event event) {
        Message message = event.messages().get(identity);
        Held before = held.get(identity);
        forget(identity);
        if (message != null) {
            Traits traits = Traits.of(message);
            held.put(identity, new Held(before == null ? turns++ : before.turn, event, traits));
            traits.marks()
                    .forEach(mark ->
                            marked.computeIfAbsent(mark, one -> new HashSet<>()).add(identity));
        }
    }

    private void forget(String identity) {
        Held gone = held.remove(identity);
        if (gone != null) {
            for (Traits.Mark mark : gone.traits.marks()) {
                marked.computeIfPresent(mark, (same, all) -> all.remove(identity) && all.isEmpty() ? null : all);
            }
        }
    }

    /** Only these messages are known still. */
    void keep(Set<String> identities) {
        if (held.size() > identities.size()) {
            List.copyOf(held.keySet()).stream()
                    .filter(identity -> !identities.contains(identity))
                    .forEach(this::forget);
        }
    }

    /** The event that a message is one more telling of. */
    Optional<Event> find(Message message, Instant now) {
        Traits sought = Traits.of(message);
        // Numbers and zones are found at a glance; shapes are looked for no more once that was in vain too often.
        int left = MOST_IN_VAIN;
        for (Map.Entry<String, Held> one : oldestFirst(leftOfAll > 0 ? sought.wanted() : sought.exact())) {
            Held there = one.getValue();
            Message other = there.event.messages().get(one.getKey());
            boolean worth = left > 0 || there.traits.isMarkedAs(sought);
            if (!worth || other == null || !other.until().isAfter(now) || !there.traits.mayBe(other, sought, message)) {
                continue;
            }
            compared++;
            if (there.traits.isSame(other, sought, message)) {
                return Optional.of(there.event);
            }
            left--;
            leftOfAll--;
        }
        return Optional.empty();
    }

    private Collection<Map.Entry<String, Held>> oldestFirst(Set<Traits.Mark> marks) {
        Map<Long, Map.Entry<String, Held>> found = new TreeMap<>();
        at(marks).forEach(identity -> {
            Held one = held.get(identity);
            if (one != null) {
                found.put(one.turn, Map.entry(identity, one));
            }
        });
        return found.values();
    }

    private Stream<String> at(Set<Traits.Mark> marks) {
        return marks.stream().flatMap(mark -> marked.getOrDefault(mark, Set.of()).stream());
    }

    /** Those that an office follows up under the same number for all of their zones, though it may not name them. */
    List<String> followed(Message message, Map<String, Event> events) {
        Traits sought = Traits.of(message);
        return sought.number().isEmpty() || sought.codes().isEmpty()
                ? List.of()
                : at(Set.of(new Traits.Mark.Tracked(sought.number().get())))
                        .filter(identity -> isFollowed(identity, sought, message, events))
                        .toList();
    }

    private boolean isFollowed(String identity, Traits sought, Message by, Map<String, Event> events) {
        Held one = held.get(identity);
        Message message = one == null ? null : one.event.messages().get(identity);
        return one != null
                && message != null
                && events.get(one.event.id()) == one.event
                && sought.codes().containsAll(one.traits.codes())
                && message.key().sent().isBefore(by.key().sent());
    }
}
