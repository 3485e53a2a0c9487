package dev.catchwater.sandbox.judge;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was asked of every upstream: the newest 2000 requests of each, and totals that forget nothing. */
public final class RequestLog {

    private static final int KEPT = 2_000;

    /**
     * How often an upstream was asked.
     *
     * @param byStatus how often it answered with each status; 0 stands for no answer
     */
    public record Totals(long requests, SortedMap<Integer, Long> byStatus) {}

    private static final class Book {
        private final Deque<LogEntry> entries = new ArrayDeque<>();
        private final SortedMap<Integer, Long> byStatus = new TreeMap<>();
        private long requests;
    }

    private final Map<String, Book> books = new LinkedHashMap<>();
    private long seq;

    /** Makes an upstream known: only known ones are logged, so that a scan of made-up paths takes no room. */
    public synchronized void open(String upstream) {
        books.putIfAbsent(upstream, new Book());
    }

    /** The known upstreams, in the order they were opened. */
    public synchronized List<String> upstreams() {
        return List.copyOf(books.keySet());
    }

    /** Whether this upstream is known. */
    public synchronized boolean knows(String upstream) {
        return books.containsKey(upstream);
    }

    synchronized void add(
            Instant at, String upstream, String method, String path, String auth, int status, String fault) {
        Book book = books.get(upstream);
        if (book == null) {
            return;
        }
        book.requests++;
        book.byStatus.merge(status, 1L, Long::sum);
        book.entries.addLast(new LogEntry(++seq, at, upstream, method, path, auth, status, fault));
        if (book.entries.size() > KEPT) {
            book.entries.removeFirst();
        }
    }

    /** The kept requests of upstreams whose name starts with this prefix, oldest first. */
    public synchronized List<LogEntry> entries(String prefix) {
        var found = new ArrayList<LogEntry>();
        books.forEach((name, book) -> {
            if (name.startsWith(prefix)) {
                found.addAll(book.entries);
            }
        });
        found.sort(Comparator.comparingLong(LogEntry::seq));
        return List.copyOf(found);
    }

    /** Totals since the start; nothing asked, if the upstream is unknown. */
    public synchronized Totals totals(String upstream) {
        Book book = books.getOrDefault(upstream, new Book());
        return new Totals(book.requests, new TreeMap<>(book.byStatus));
    }
}
