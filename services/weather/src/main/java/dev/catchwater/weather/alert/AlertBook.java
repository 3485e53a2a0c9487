package dev.catchwater.weather.alert;

import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All warnings that hold. Takes messages as they come, in any order and however often, and says what changed. Messages are
 * taken many at once, and what changed is told of all together: an office ends a warning for some zones and goes on for
 * others in messages of the same second, and that is no end.
 *
 * <p>Which messages are of one event is decided by a ladder: the same message; one that replaces another; the same VTEC; much
 * the same authority, event, time and area. In doubt they stay apart: twice is better than never.
 *
 * <p>Not thread-safe. Bounded: of more than {@link #MOST} messages those with the earliest end are let go.
 */
public final class AlertBook {

    /** How many messages are remembered, ended ones included. */
    public static final int MOST = 20_000;

    /** Messages that come late must find that they were replaced. */
    private static final Duration REMEMBERED = Duration.ofDays(3);

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Event> events = new LinkedHashMap<>();
    private final Set<String> touched = new HashSet<>();
    private final Ladder ladder = new Ladder();
    private Map<String, Warning> last = Map.of();

    /** Takes messages, and says what changed by them and by time. */
    public List<Change> accept(Collection<Message> messages, Instant now) {
        ladder.begin();
        messages.stream()
                .filter(Message::isForPeople)
                .sorted((a, b) -> a.key().sent().compareTo(b.key().sent()))
                .forEach(message -> take(message, now));
        forget(now);
        Map<String, Warning> before = last;
        last = warnings(now);
        return changes(before, last);
    }

    /** Those that hold now, oldest first. */
    public List<Warning> all(Instant now) {
        return List.copyOf(warnings(now).values());
    }

    /** How many messages are remembered. */
    int size() {
        return entries.size();
    }

    /** How often two messages were compared. */
    int compared() {
        return ladder.compared();
    }

    private void take(Message message, Instant now) {
        String id = message.key().identity();
        Entry known = entries.get(id);
        Event told = known == null ? null : known.event();
        if (known != null && told != null) {
            again(message, known, told);
            return;
        }
        List<Event> former = replace(message);
        // What came again and was replaced before is remembered as it is, or it would be written at each look.
        Entry entry = known == null ? new Entry(message.until().plus(REMEMBERED), false) : known;
        entries.put(id, entry);
        // A warning that says nothing about what it warns of cannot be shown.
        boolean tells = !entry.isReplaced()
                && !message.infos().isEmpty()
                && message.until().isAfter(now);
        if (tells && !message.isEnd()) {
            tell(message, former, entry, now);
        } else if (message.isEnd() && !entry.isReplaced()) {
            entry.replace(id);
            touched.add(id);
        } else if (known == null) {
            touched.add(id);
        }
    }

    private void again(Message message, Entry known, Event told) {
        String id = message.key().identity();
        if (told.add(message)) {
            ladder.add(id, told);
            // Its time may have passed before it was told to last longer.
            events.putIfAbsent(told.id(), told);
            known.keepUntil(message.until().plus(REMEMBERED));
            touched.add(id);
        }
    }

    private void tell(Message message, List<Event> former, Entry entry, Instant now) {
        String id = message.key().identity();
        touched.add(id);
        Event event = former.isEmpty() ? ladder.find(message, now).orElseGet(() -> begin(id)) : former.getFirst();
        // An event that was empty goes on: of its zones some ended before others were told to go on.
        events.putIfAbsent(event.id(), event);
        event.add(message);
        ladder.add(id, event);
        entry.tellsOf(event);
    }

    /** Takes those that are referred to out of their events; what did not come yet is remembered as replaced. */
    private List<Event> replace(Message message) {
        List<Event> former = new ArrayList<>();
        if (message.type() == Message.Type.ALERT) {
            return former;
        }
        Set<String> old = message.references().stream().map(AlertKey::identity).collect(toCollection(TreeSet::new));
        old.addAll(ladder.followed(message, events));
        for (String id : old) {
            Entry entry = entries.get(id);
            if (entry == null) {
                entry = new Entry(message.until().plus(REMEMBERED), true);
                entries.put(id, entry);
                touched.add(id);
            } else if (!entry.isReplaced() || entry.event() != null) {
                entry.replace(id);
                touched.add(id);
            }
            Event before = entry.former();
            if (before != null) {
                former.add(before);
            }
        }
        return former;
    }

    private Event begin(String id) {
        Event event = new Event(id);
        events.put(id, event);
        return event;
    }

    private void forget(Instant now) {
        entries.values().removeIf(entry -> entry.keep().isBefore(now));
        events.values().removeIf(event -> !event.holds(now));
        ladder.keep(entries.keySet());
        if (entries.size() > MOST) {
            List<String> first = entries.entrySet().stream()
                    .sorted((a, b) -> a.getValue().keep().compareTo(b.getValue().keep()))
                    .limit(entries.size() - MOST)
                    .map(Map.Entry::getKey)
                    .toList();
            first.forEach(entries::remove);
            touched.addAll(first);
        }
    }

    private Map<String, Warning> warnings(Instant now) {
        Map<String, Warning> warnings = new LinkedHashMap<>();
        events.values().forEach(event -> event.warning(now).ifPresent(warning -> warnings.put(event.id(), warning)));
        return warnings;
    }

    private List<Change> changes(Map<String, Warning> before, Map<String, Warning> after) {
        List<Change> changes = new ArrayList<>();
        before.forEach((id, warning) -> {
            Warning now = after.get(id);
            if (now == null) {
                changes.add(calledOff(warning) ? new Change.Cancelled(warning) : new Change.Expired(warning));
            } else if (!now.equals(warning)) {
                changes.add(new Change.Updated(warning, now));
            }
        });
        after.forEach((id, warning) -> {
            if (!before.containsKey(id)) {
                changes.add(new Change.Issued(warning));
            }
        });
        return changes;
    }

    private boolean calledOff(Warning warning) {
        return warning.messages().stream().anyMatch(message -> {
            Entry entry = entries.get(message.key().identity());
            return entry != null && entry.isReplaced();
        });
    }

    /** What changed since the last time; nothing for what is not remembered any more. What is too old goes by itself. */
    public Map<String, Optional<Remembered>> unsaved() {
        Map<String, Optional<Remembered>> changed = new HashMap<>();
        for (String id : touched) {
            changed.put(id, Optional.ofNullable(entries.get(id)).map(entry -> entry.remembered(id)));
        }
        touched.clear();
        return changed;
    }

    /** Takes back what could not be saved. */
    public void again(Collection<String> identities) {
        touched.addAll(identities);
    }

    /** Takes what was remembered over a restart, before any message comes: what was told of then is no news now. */
    public void remember(Collection<Remembered> remembered, Instant now) {
        Map<String, Event> known = new HashMap<>();
        for (Remembered one : remembered) {
            Event event = one.event() == null ? null : known.computeIfAbsent(one.event(), Event::new);
            Event former = one.former() == null ? null : known.computeIfAbsent(one.former(), Event::new);
            if (event != null && one.message() != null) {
                event.add(one.message());
                ladder.add(one.identity(), event);
                events.put(event.id(), event);
            }
            entries.putIfAbsent(one.identity(), new Entry(one.keep(), one.replaced(), event, former));
        }
        forget(now);
        last = warnings(now);
    }
}
