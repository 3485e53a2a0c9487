package dev.catchwater.crawl;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The robots.txt of many hosts, each asked once a day at most.
 *
 * <p>No such file (any 4xx but 429) allows everything (RFC 9309 §2.3.1.3). One that cannot be read, for 5xx, 429, a broken
 * connection or time, forbids everything and is tried again after an hour; what was known before stays for as long as it
 * is not older than a day. After thirty days of that the host counts as one without the file (§2.3.1.4). Redirects are
 * the client's: it has to follow five at least (§2.3.1.2).
 */
public final class RobotsBook {

    private static final Duration FRESH = Duration.ofHours(24);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final Duration GIVES_UP = Duration.ofDays(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Next client;
    private final String token;
    private final int most;
    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * An empty book.
     *
     * @param client asks, e.g. {@code httpClient::send}
     * @param token the crawler's product token
     * @param most hosts that are remembered; those asked for longest ago are forgotten first
     */
    public RobotsBook(Next client, String token, int most, InstantSource clock) {
        if (most < 1) {
            throw new IllegalArgumentException("a book has room for a host at least");
        }
        this.client = client;
        this.token = token;
        this.most = most;
        this.clock = clock;
    }

    /** What the host of an address says. Never fails; many at once are one request. */
    public Uni<Robots> of(URI address) {
        return Uni.createFrom().deferred(() -> entry(address).robots);
    }

    /** Whether {@link #of} can answer for the host of an address without asking it. */
    public synchronized boolean knows(URI address) {
        Entry known = entries.get(Request.originOf(address));
        return known != null && clock.instant().isBefore(known.until);
    }

    private synchronized Entry entry(URI address) {
        String origin = Request.originOf(address);
        Instant now = clock.instant();
        Entry known = entries.get(origin);
        if (known != null && now.isBefore(known.until)) {
            return known;
        }
        Entry fresh = new Entry(now, known);
        fresh.robots = ask(address.resolve("/robots.txt"), fresh).memoize().indefinitely();
        entries.put(origin, fresh);
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        return fresh;
    }

    private Uni<Robots> ask(URI file, Entry entry) {
        return client.proceed(Request.get(file)
                        .withHeader("Accept", "text/plain, */*;q=0.1")
                        .withTimeout(PATIENCE))
                .flatMap(response -> answered(response, file, entry))
                .onFailure()
                .recoverWithItem(() -> unreachable(entry));
    }

    private Uni<Robots> answered(Response response, URI file, Entry entry) {
        if (response.isSuccess()) {
            return bounded(response)
                    .map(bytes -> entry.found(Robots.parse(bytes.getBytes(), file, token), clock.instant()));
        }
        boolean none = response.status() / 100 == 4 && response.status() != 429;
        return response.body()
                .discard()
                .onFailure()
                .recoverWithNull()
                .map(done -> none ? entry.found(Robots.ALLOW_ALL, clock.instant()) : unreachable(entry));
    }

    // Longer files are cut and not refused (§2.5), so the client's own bound would be the wrong one.
    private static Uni<Buffer> bounded(Response response) {
        return response.body().stream()
                .onItem()
                .scan(Buffer::buffer, Buffer::appendBuffer)
                .select()
                .first(read -> read.length() < Robots.LONGEST)
                .collect()
                .last()
                .map(read -> read == null ? Buffer.buffer() : read);
    }

    private Robots unreachable(Entry entry) {
        return entry.missed(clock.instant());
    }

    /** What is known of one host. Fields are written by whoever asks, and read by all who wait for that. */
    private static final class Entry {

        private final Instant asked;
        private final Instant failingSince;
        private final @Nullable Robots before;
        private final Instant beforeFrom;
        private volatile Instant until;
        private volatile Instant foundAt;
        private volatile @Nullable Robots found;
        private Uni<Robots> robots = Uni.createFrom().item(Robots.DENY_ALL);

        Entry(Instant now, @Nullable Entry known) {
            asked = now;
            before = known == null ? null : known.kept();
            beforeFrom = known == null ? now : known.foundAt;
            failingSince = known == null || known.found != null ? now : known.failingSince;
            foundAt = beforeFrom;
            // While it is being asked, and if that never ends.
            until = now.plus(RETRY);
        }

        private @Nullable Robots kept() {
            return found != null ? found : before;
        }

        Robots found(Robots robots, Instant now) {
            found = robots;
            foundAt = now;
            until = now.plus(FRESH);
            return robots;
        }

        Robots missed(Instant now) {
            until = now.plus(RETRY);
            Robots known = before;
            if (known != null && now.isBefore(beforeFrom.plus(FRESH).plus(FRESH))) {
                return Objects.requireNonNull(known);
            }
            return asked.isAfter(failingSince.plus(GIVES_UP)) ? Robots.ALLOW_ALL : Robots.DENY_ALL;
        }
    }
}
