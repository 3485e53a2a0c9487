package dev.catchwater.weather.flow;

import dev.catchwater.weather.alert.AlertBook;
import dev.catchwater.weather.alert.Change;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Warning;
import dev.catchwater.weather.place.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** All warnings that hold, whoever told of them, and who is to hear of what changes. Thread-safe. */
public final class Warnings {

    private final AlertBook book = new AlertBook();
    private final Consumer<FlowEvent> events;
    private volatile Collection<Place> places = List.of();

    public Warnings(Consumer<FlowEvent> events) {
        this.events = events;
    }

    /** Whose people are told. */
    public void watch(Collection<Place> watched) {
        places = List.copyOf(watched);
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
        return all(now).stream()
                .filter(warning -> warning.covers(place.position(), place.zones()))
                .toList();
    }

    /** All that hold, worst first. */
    public List<Warning> all(Instant now) {
        synchronized (book) {
            return book.all(now).stream()
                    .sorted((a, b) -> b.severity().compareTo(a.severity()))
                    .toList();
        }
    }
}
