package dev.catchwater.edge.law;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What each answer may be, by the purges that were acknowledged before it was asked for. */
final class Verdicts {
    private final NumberedOrigin origin;
    private final Map<Page, Terms> terms;
    final Queue<String> broken = new ConcurrentLinkedQueue<>();
    final Map<String, AtomicLong> purges = new ConcurrentHashMap<>();
    final AtomicLong answers = new AtomicLong();
    final AtomicLong stored = new AtomicLong();
    final AtomicLong outlived = new AtomicLong();
    // What was fetched up to here was fetched for a node that is dead.
    volatile long dead;

    Verdicts(NumberedOrigin origin, List<Page> pages) {
        this.origin = origin;
        this.terms =
                new ConcurrentHashMap<>(pages.stream().collect(Collectors.toMap(page -> page, page -> Terms.NONE)));
    }

    /** All that were acknowledged. */
    long purged() {
        return purges.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /**
     * What holds for a request that is sent now.
     *
     * @param fetched its body by a later exchange than this
     * @param confirmed its body by a later exchange than this
     */
    record Terms(long fetched, long confirmed) {
        static final Terms NONE = new Terms(0, 0);

        Terms with(boolean hard, long at) {
            return new Terms(hard ? Math.max(fetched, at) : fetched, Math.max(confirmed, at));
        }
    }

    Terms terms(Page page) {
        return terms.getOrDefault(page, Terms.NONE);
    }

    /** @param sent the origin's last exchange when the purge was asked for, for the first time */
    void acknowledged(Order order, long sent) {
        terms.replaceAll((page, before) -> order.covers().test(page) ? before.with(order.hard(), sent) : before);
        String kind = order.kind() + (order.hard() ? " hard" : " soft");
        purges.computeIfAbsent(kind, none -> new AtomicLong()).incrementAndGet();
    }

    /** @param sent the origin's last exchange when the request was sent */
    void answered(String name, Terms terms, long sent, int status, String text) {
        answers.incrementAndGet();
        try {
            NumberedOrigin.Body body = NumberedOrigin.Body.read(text);
            require(status == 200 && body.name().equals(name), name, "is another one", body);
            require(body.fetch() > terms.fetched(), name, terms + ": was fetched before a hard purge", body);
            long confirmed = origin.confirmed(body);
            require(confirmed > terms.confirmed(), name, terms + ": was last confirmed by " + confirmed, body);
            stored.addAndGet(body.fetch() <= sent ? 1 : 0);
            outlived.addAndGet(body.fetch() <= dead ? 1 : 0);
        } catch (RuntimeException garbage) {
            broken.add(name + ": " + status + " " + garbage);
        }
    }

    private void require(boolean holds, String name, String what, NumberedOrigin.Body body) {
        if (!holds) {
            broken.add(name + " " + what + ": " + body);
        }
    }
}
