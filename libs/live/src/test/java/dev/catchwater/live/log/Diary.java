package dev.catchwater.live.log;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An event log in memory that can break, and that hands out two events at a time. */
final class Diary implements EventLog<Diary.Note> {

    record Note(Position position, String type, String text) implements Logged {}

    final AtomicInteger looks = new AtomicInteger();
    private final List<Note> notes = new ArrayList<>();
    private Position floor = Position.START;
    private boolean broken;

    synchronized void write(long xid, long seq) {
        notes.add(new Note(new Position(xid, seq), "note", xid + "/" + seq));
    }

    synchronized void trim(Position upTo) {
        notes.removeIf(note -> note.position().compareTo(upTo) <= 0);
        floor = upTo;
    }

    synchronized void broken(boolean now) {
        broken = now;
    }

    @Override
    public synchronized Uni<Stretch<Note>> after(Position position, int limit) {
        looks.incrementAndGet();
        if (broken) {
            throw new IllegalStateException("no such table");
        }
        List<Note> found = notes.stream()
                .filter(note -> note.position().compareTo(position) > 0)
                .limit(Math.min(2, limit))
                .toList();
        Position upTo = found.isEmpty() ? position : found.getLast().position();
        return Uni.createFrom().item(new Stretch<>(found, upTo, found.size() == 2));
    }

    @Override
    public synchronized Uni<Position> now() {
        return Uni.createFrom()
                .item(
                        notes.isEmpty()
                                ? floor
                                : new Position(notes.getLast().position().xid() + 1, 0));
    }

    @Override
    public synchronized Uni<Position> floor() {
        return Uni.createFrom().item(floor);
    }
}
