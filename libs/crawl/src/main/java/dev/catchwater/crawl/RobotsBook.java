package dev.catchwater.crawl;

import dev.catchwater.fairlead.Location;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.RetryAfter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The robots.txt of many hosts, each asked once a day at most.
 *
 * <p>No such file (any 4xx but 429) allows everything (RFC 9309 §2.3.1.3). One that cannot be read, for 5xx, 429, a broken
 * connection or time, forbids everything and is tried again after an hour; what was known before stays for as long as it
 * is not older than a day. An order to wait (Retry-After) is kept, and told with the rules: it is the host's. After thirty days of that the host counts as one without the file (§2.3.1.4). Five
 * redirects are followed, wherever they lead (§2.3.1.2), each with leave of who asks; never from https to http.
 */
public final class RobotsBook {

    private static final Duration FRESH = Duration.ofHours(24);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final Duration GIVES_UP = Duration.ofDays(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_HOPS = 5;

    private final Next client;
    private final String token;
    private final int most;
    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * An empty book.
     *
     * @param client asks, e.g. {@code httpClient::send}; must not follow redirects
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

    /**
     * What the host of an address says. Many at once are one request. Fails with {@link Elsewhere} alone.
     *
     * @param leave for the request that a redirect leads to; false if that host may not be asked now
     */
    public Uni<Robots> of(URI address, Function<URI, Uni<Boolean>> leave) {
        return Uni.createFrom().deferred(() -> entry(address, leave).robots);
    }

    /** The robots.txt is at a host that may not be asked now: nothing is known of it yet. */
    public static final class Elsewhere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Elsewhere() {
            super("its robots.txt is at a host that may not be asked now", null, false, false);
        }
    }

    /** Whether {@link #of} can answer for the host of an address without asking it. */
    public synchronized boolean knows(URI address) {
        Entry known = entries.get(Request.originOf(address));
        return known != null && clock.instant().isBefore(known.until);
    }

    private synchronized Entry entry(URI address, Function<URI, Uni<Boolean>> leave) {
        String origin = Request.originOf(address);
        Instant now = clock.instant();
        Entry known = entries.get(origin);
        if (known != null && now.isBefore(known.until)) {
            return known;
        }
        Entry fresh = new Entry(now, known);
        URI file = address.resolve("/robots.txt");
        fresh.robots = ask(file, file, 0, fresh, leave)
                .onFailure(Elsewhere.class)
                .invoke(() -> fresh.forget(clock.instant()))
                .onFailure(thrown -> !(thrown instanceof Elsewhere))
                .recoverWithItem(() -> unreachable(fresh))
                .memoize()
                .indefinitely();
        entries.put(origin, fresh);
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        return fresh;
    }

    private Uni<Robots> ask(URI at, URI file, int hops, Entry entry, Function<URI, Uni<Boolean>> leave) {
        return client.proceed(Request.get(at)
                        .withHeader("Accept", "text/plain, */*;q=0.1")
                        .withTimeout(PATIENCE))
                .flatMap(response -> switch (response.status()) {
                    case 301, 302, 303, 307, 308 ->
                        response.body()
                                .discard()
                                .onFailure()
                                .recoverWithNull()
                                .flatMap(done -> onward(response, file, hops + 1, entry, leave));
                    default -> answered(response, file, entry);
                });
    }

    private Uni<Robots> onward(Response response, URI file, int hops, Entry entry, Function<URI, Uni<Boolean>> leave) {
        Optional<URI> to = response.headers()
                .first("Location")
                .map(location -> Location.resolve(response.uri(), location))
                .flatMap(address -> CanonicalUrl.of(address.toString()))
                .filter(address -> !("https".equals(response.uri().getScheme()) && "http".equals(address.getScheme())));
        if (to.isEmpty() || hops > MOST_HOPS) {
            return Uni.createFrom().item(unreachable(entry));
        }
        return leave.apply(to.get())
                .onFailure()
                .transform(thrown -> new Elsewhere())
                .flatMap(let -> let
                        ? ask(to.get(), file, hops, entry, leave)
                        : Uni.createFrom().failure(new Elsewhere()));
    }

    private Uni<Robots> answered(Response response, URI file, Entry entry) {
        if (response.isSuccess()) {
            return bounded(response)
                    .map(bytes -> entry.found(Robots.parse(bytes.getBytes(), file, token), clock.instant()));
        }
        boolean none = response.status() / 100 == 4 && response.status() != 429;
        Instant wait = RetryAfter.of(response.headers(), clock.instant())
                .map(clock.instant()::plus)
                .orElse(null);
        return response.body()
                .discard()
                .onFailure()
                .recoverWithNull()
                .map(done -> none
                        ? entry.found(Robots.ALLOW_ALL.notBefore(wait), clock.instant())
                        : entry.missed(clock.instant(), wait));
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
        return entry.missed(clock.instant(), null);
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

        // Nothing came of it: it is asked for again when somebody wants it.
        void forget(Instant now) {
            until = now;
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

        Robots missed(Instant now, @Nullable Instant wait) {
            Instant retry = now.plus(RETRY);
            until = wait != null && wait.isAfter(retry) ? wait : retry;
            Robots known = before;
            if (known != null && now.isBefore(beforeFrom.plus(FRESH).plus(FRESH))) {
                return Objects.requireNonNull(known).notBefore(wait);
            }
            return (asked.isAfter(failingSince.plus(GIVES_UP)) ? Robots.ALLOW_ALL : Robots.DENY_ALL).notBefore(wait);
        }
    }
}
