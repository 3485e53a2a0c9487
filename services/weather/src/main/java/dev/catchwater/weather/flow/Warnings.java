package dev.catchwater.weather.flow;

import dev.catchwater.weather.alert.AlertBook;
import dev.catchwater.weather.alert.Change;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Remembered;
import dev.catchwater.weather.alert.Warning;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Provider;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All warnings that hold, whoever told of them, and who is to hear of what changes. A warning that its source lists no longer
 * and never ended holds on until its own end: a gap in a list must not take a warning from anybody. But that it is not listed
 * is known, and told with it. Thread-safe.
 */
public final class Warnings {

    private final AlertBook book = new AlertBook();
    private final Map<Silence, Instant> silent = new HashMap<>();
    private final Consumer<FlowEvent> events;
    private volatile Collection<Place> places = List.of();

    /** A source does not list a message where it should. */
    private record Silence(String identity, String via) {}

    public Warnings(Consumer<FlowEvent> events) {
        this.events = events;
    }

    /** Whose people are told. */
    public void watch(Collection<Place> watched) {
        places = List.copyOf(watched);
    }

    /** Takes all that a provider lists about a place now. */
    public void listed(Place place, Provider provider, List<Message> messages, Instant now) {
        take(
                messages.stream()
                        .map(message -> message.toldOf(place.position()).listedAt(now))
                        .toList(),
                now);
        Set<String> listed =
                messages.stream().map(message -> message.key().identity()).collect(Collectors.toSet());
        synchronized (book) {
            listed.forEach(identity -> silent.remove(new Silence(identity, provider.label())));
            List<Message> held = book.all(now).stream()
                    .flatMap(warning -> warning.messages().stream())
                    .toList();
            held.stream()
                    .filter(message -> isDue(message, provider, place)
                            && !listed.contains(message.key().identity()))
                    .forEach(message ->
                            silent.putIfAbsent(new Silence(message.key().identity(), provider.label()), now));
            Set<String> known =
                    held.stream().map(message -> message.key().identity()).collect(Collectors.toSet());
            silent.keySet().removeIf(silence -> !known.contains(silence.identity));
        }
    }

    /** Whether this provider told of a message, and of one that holds here. */
    private static boolean isDue(Message message, Provider provider, Place place) {
        return message.sources().contains(provider.label())
                && message.areas().stream().anyMatch(area -> area.covers(place.position(), place.zones()));
    }

    /** Since when none of those who told of a warning lists it any more; empty if one does. */
    public Optional<Instant> unlistedSince(Warning warning) {
        synchronized (book) {
            Instant since = Instant.MIN;
            for (Message message : warning.messages()) {
                for (String via : message.sources()) {
                    Instant at = silent.get(new Silence(message.key().identity(), via));
                    if (at == null) {
                        return Optional.empty();
                    }
                    since = at.isAfter(since) ? at : since;
                }
            }
            return Optional.of(since);
        }
    }

    /** Takes messages, and tells the places that they concern; with none it looks for those whose time has passed. */
    public void take(List<Message> messages, Instant now) {
        List<Change> changes;
        synchronized (book) {
            changes = book.accept(messages, now);
        }
        for (Change change : changes) {
            for (Place place : places) {
                change.at(place.position(), place.zones())
                        .ifPresent(
                                notice -> events.accept(new FlowEvent.Noticed(place.id(), notice, change.warning())));
            }
        }
    }

    /** Those that hold at a place, worst first. */
    public List<Warning> at(Place place, Instant now) {
        return worstFirst(held(now).stream().filter(warning -> warning.covers(place.position(), place.zones())));
    }

    /** All that hold, worst first. */
    public List<Warning> all(Instant now) {
        return worstFirst(held(now).stream());
    }

    private static List<Warning> worstFirst(Stream<Warning> warnings) {
        return warnings.sorted((a, b) -> b.severity().compareTo(a.severity())).toList();
    }

    private List<Warning> held(Instant now) {
        synchronized (book) {
            return book.all(now);
        }
    }

    /** What changed since the last time. */
    Map<String, Optional<Remembered>> unsaved() {
        synchronized (book) {
            return book.unsaved();
        }
    }

    /** Takes back what could not be saved. */
    void again(Collection<String> identities) {
        synchronized (book) {
            book.again(identities);
        }
    }

    /** Takes what was remembered over a restart; nobody is told. */
    void remember(List<Remembered> remembered, Instant now) {
        synchronized (book) {
            book.remember(remembered, now);
        }
    }
}
