package dev.catchwater.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * What will happen, in order of time. Scripts are asked for one slot after another as time reaches it; what they answer
 * is kept until it is due. Confined to one thread.
 */
public final class Agenda {

    /** Writes a slot's events; must answer the same for the same slot. Events may lie after the slot, never before. */
    @FunctionalInterface
    public interface Script {
        /** The events that this slot sets going. */
        List<Event> slot(long slot);
    }

    /**
     * Something that happens.
     *
     * @param act told the time at which it happens
     */
    public record Event(Instant at, Consumer<Instant> act) {}

    private record Entry(Event event, long order) {}

    private final List<Script> scripts = new ArrayList<>();
    private final PriorityQueue<Entry> due = new PriorityQueue<>(
            Comparator.comparing((Entry entry) -> entry.event().at()).thenComparingLong(Entry::order));
    private long nextSlot;
    private long order;

    /** @param from the time of the first slot to be written */
    public Agenda(Instant from) {
        this.nextSlot = Rhythm.slotOf(from);
    }

    /** Adds a script; before the first {@link #runUntil}. */
    public void add(Script script) {
        scripts.add(script);
    }

    /** Adds one event. */
    public void add(Event event) {
        due.add(new Entry(event, order++));
    }

    /** Lets everything happen that is due by now, now included. */
    public void runUntil(Instant now) {
        while (!Rhythm.startOf(nextSlot).isAfter(now)) {
            // What is due before the slot begins happens before it is written: the queue stays as short as a slot.
            drain(Rhythm.startOf(nextSlot));
            for (Script script : scripts) {
                script.slot(nextSlot).forEach(this::add);
            }
            nextSlot++;
        }
        drain(now);
    }

    private void drain(Instant now) {
        for (Entry next = due.peek(); next != null && !next.event().at().isAfter(now); next = due.peek()) {
            due.remove();
            next.event().act().accept(next.event().at());
        }
    }
}
