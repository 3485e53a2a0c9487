package dev.catchwater.sandbox.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The judge's own sliding log of every budget. It answers two questions of each request: does it exceed the limit in
 * the present window of fixed length, aligned to the epoch, as the platforms count; and does it exceed the limit in the
 * period that ends with it, which no pacing by headers alone can promise. Only the first is refused.
 */
public final class Budgets {

    private static final int SUBJECTS = 1_000;
    private static final int STAMPS = 10_000;

    /**
     * Where someone stands after a request.
     *
     * @param remaining requests left in the window
     * @param reset the end of the window
     * @param refused whether this request was over the window's limit
     */
    public record Standing(Allowance allowance, int remaining, Instant reset, boolean refused) {}

    /**
     * What one budget has seen.
     *
     * @param subject whose budget it is, such as {@code user:demo} or {@code ip:127.0.0.1}
     * @param rejections requests over the fixed window's limit
     * @param overSliding requests over the limit of the period ending with them
     * @param peak most requests within one period
     */
    public record Account(
            String upstream,
            Allowance allowance,
            String subject,
            long requests,
            long rejections,
            long overSliding,
            int peak) {}

    private record Key(String upstream, Allowance allowance, String subject) {}

    private static final class Ledger {
        private final Deque<Instant> stamps = new ArrayDeque<>();
        private long requests;
        private long rejections;
        private long overSliding;
        private int peak;
    }

    private final InstantSource clock;
    private final Map<Key, Ledger> ledgers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Ledger> eldest) {
            return size() > SUBJECTS;
        }
    };

    /** Empty ledgers on this clock. */
    public Budgets(InstantSource clock) {
        this.clock = clock;
    }

    /** Enters one request. Refused requests count as well: asking on does not help. */
    public synchronized Standing spend(String upstream, Allowance allowance, String subject) {
        Instant now = clock.instant();
        Ledger ledger = ledgers.computeIfAbsent(new Key(upstream, allowance, subject), key -> new Ledger());
        Instant from = now.minus(allowance.period());
        while (!ledger.stamps.isEmpty()
                && (!ledger.stamps.peekFirst().isAfter(from) || ledger.stamps.size() >= STAMPS)) {
            ledger.stamps.removeFirst();
        }
        ledger.stamps.addLast(now);
        Instant window = windowStart(now, allowance.period());
        int inWindow =
                (int) ledger.stamps.stream().filter(at -> !at.isBefore(window)).count();
        boolean refused = inWindow > allowance.limit();
        enter(ledger, allowance, refused);
        // As the platform computes it: the window's end with the present's fraction of a second.
        Duration fraction = Duration.between(now.truncatedTo(ChronoUnit.SECONDS), now);
        Instant reset = window.plus(allowance.period()).plus(fraction);
        return new Standing(allowance, Math.max(0, allowance.limit() - inWindow), reset, refused);
    }

    /** Every budget that was touched, least recently used first. */
    public synchronized List<Account> accounts() {
        return ledgers.entrySet().stream()
                .map(entry -> account(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void enter(Ledger ledger, Allowance allowance, boolean refused) {
        int inPeriod = ledger.stamps.size();
        ledger.requests++;
        ledger.rejections += refused ? 1 : 0;
        ledger.overSliding += inPeriod > allowance.limit() ? 1 : 0;
        ledger.peak = Math.max(ledger.peak, inPeriod);
    }

    private static Account account(Key key, Ledger ledger) {
        return new Account(
                key.upstream(),
                key.allowance(),
                key.subject(),
                ledger.requests,
                ledger.rejections,
                ledger.overSliding,
                ledger.peak);
    }

    private static Instant windowStart(Instant now, Duration period) {
        long seconds = period.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }
}
