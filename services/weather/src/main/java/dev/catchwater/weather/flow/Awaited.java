package dev.catchwater.weather.flow;

import dev.catchwater.weather.forecast.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Forecasts of which it is not known yet what came, by place and the moment at which that can be known. Not thread-safe. */
final class Awaited {

    /** A station reports some minutes before or after the hour. */
    private static final Duration AROUND = Duration.ofMinutes(30);

    private final Map<String, TreeMap<Instant, List<Outlook>>> open = new HashMap<>();
    private final Map<String, Instant> issuedAt = new HashMap<>();
    private final Map<Outlook.Id, Outlook> opened = new LinkedHashMap<>();
    private final Set<Outlook.Id> closed = new HashSet<>();

    /** When forecasts for a place were last set down. */
    Instant issuedAt(String place) {
        return issuedAt.getOrDefault(place, Instant.EPOCH);
    }

    void add(Outlook outlook) {
        restore(outlook);
        opened.put(outlook.id(), outlook);
    }

    /** Takes what was set down before a restart. */
    void restore(Outlook outlook) {
        issuedAt.merge(outlook.place(), outlook.issued(), (a, b) -> a.isAfter(b) ? a : b);
        List<Outlook> same = open.computeIfAbsent(outlook.place(), id -> new TreeMap<>())
                .computeIfAbsent(outlook.known(), at -> new ArrayList<>());
        if (same.stream().noneMatch(other -> other.id().equals(outlook.id()))) {
            same.add(outlook);
        }
    }

    /** Takes out those that a report of this moment is about; those whose time has passed without one are let go. */
    List<Outlook> due(String place, Instant at) {
        TreeMap<Instant, List<Outlook>> waiting = open.getOrDefault(place, new TreeMap<>());
        List<Outlook> due = new ArrayList<>();
        while (!waiting.isEmpty() && !waiting.firstKey().minus(AROUND).isAfter(at)) {
            Map.Entry<Instant, List<Outlook>> first = waiting.pollFirstEntry();
            if (!first.getKey().plus(AROUND).isBefore(at)) {
                due.addAll(first.getValue());
            }
            first.getValue().forEach(outlook -> close(outlook.id()));
        }
        return due;
    }

    private void close(Outlook.Id id) {
        // What was never saved need not be deleted.
        if (opened.remove(id) == null) {
            closed.add(id);
        }
    }

    /** What was set down since the last time. */
    List<Outlook> takeOpened() {
        List<Outlook> taken = List.copyOf(opened.values());
        opened.clear();
        return taken;
    }

    /** What is settled since the last time. */
    Set<Outlook.Id> takeClosed() {
        Set<Outlook.Id> taken = Set.copyOf(closed);
        closed.clear();
        return taken;
    }

    /** Puts back what could not be saved. */
    void again(List<Outlook> unsaved, Set<Outlook.Id> settled) {
        for (Outlook outlook : unsaved) {
            if (holds(outlook)) {
                opened.put(outlook.id(), outlook);
            }
        }
        closed.addAll(settled);
    }

    private boolean holds(Outlook outlook) {
        return open.getOrDefault(outlook.place(), new TreeMap<>()).getOrDefault(outlook.known(), List.of()).stream()
                .anyMatch(other -> other.id().equals(outlook.id()));
    }

    void keep(Set<String> ids) {
        open.keySet().retainAll(ids);
        issuedAt.keySet().retainAll(ids);
        opened.keySet().removeIf(id -> !ids.contains(id.place()));
    }
}
