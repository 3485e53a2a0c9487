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
import java.util.Optional;

/**
 * The robots.txt of many hosts, each asked once a day at most.
 *
 * <p>No such file (any 4xx but 429) allows everything (RFC 9309 §2.3.1.3). One that cannot be read, for 5xx, 429, a broken
 * connection or time, forbids everything and is tried again after an hour; what was known before stays for as long as it
 * is not older than a day. After thirty days of that the host counts as one without the file (§2.3.1.4). An order to wait
 * (Retry-After) is kept, whatever the status, and told with the rules and to the leave: it is the host's. Five redirects are
 * followed, wherever they lead (§2.3.1.2), each with leave of who asks, and not before a wait is over that one orders (RFC
 * 9110 §10.2.3); never from https to http.
 */
public final class RobotsBook {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_HOPS = 5;

    private final Next client;
    private final String token;
    private final int most;
    private final InstantSource clock;
    private final Map<String, KnownRobots> entries = new LinkedHashMap<>(64, 0.75f, true);

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

    /** Leave to ask hosts, and where it is told that one wants to be left alone. */
    @FunctionalInterface
    public interface Leave {

        /** For the request that a redirect leads to; false if that host may not be asked now. */
        Uni<Boolean> ask(URI to);

        /** The host of an address ordered a wait (Retry-After): told when the head of its answer is there. */
        default Uni<Void> ordered(URI by, Duration wait) {
            return Uni.createFrom().voidItem();
        }
    }

    /** What the host of an address says. Many at once are one request. Fails with {@link Elsewhere} alone. */
    public Uni<Robots> of(URI address, Leave leave) {
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
        KnownRobots known = entries.get(Request.originOf(address));
        return known != null && clock.instant().isBefore(known.until);
    }

    private synchronized KnownRobots entry(URI address, Leave leave) {
        String origin = Request.originOf(address);
        Instant now = clock.instant();
        KnownRobots known = entries.get(origin);
        if (known != null && now.isBefore(known.until)) {
            return known;
        }
        KnownRobots fresh = new KnownRobots(now, known);
        URI file = address.resolve("/robots.txt");
        fresh.robots = begun(file, fresh, leave)
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

    private Uni<Robots> begun(URI file, KnownRobots entry, Leave leave) {
        URI led = entry.led;
        return led == null ? ask(file, file, 0, entry, leave) : led(led, file, 1, entry, leave);
    }

    private Uni<Robots> ask(URI at, URI file, int hops, KnownRobots entry, Leave leave) {
        return client.proceed(Request.get(at)
                        .withHeader("Accept", "text/plain, */*;q=0.1")
                        .withTimeout(PATIENCE))
                .call(response -> wait(response)
                        .map(wait -> leave.ordered(response.uri(), wait))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
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

    private Optional<Duration> wait(Response response) {
        return RetryAfter.of(response.headers(), clock.instant());
    }

    private Uni<Robots> onward(Response response, URI file, int hops, KnownRobots entry, Leave leave) {
        Optional<URI> to = response.headers()
                .first("Location")
                .map(location -> Location.resolve(response.uri(), location))
                .flatMap(address -> CanonicalUrl.of(address.toString()))
                .filter(address -> !("https".equals(response.uri().getScheme()) && "http".equals(address.getScheme())));
        if (to.isEmpty() || hops > MOST_HOPS) {
            return Uni.createFrom().item(unreachable(entry));
        }
        if (wait(response).isPresent()) {
            return Uni.createFrom()
                    .item(entry.led(
                            to.get(),
                            clock.instant(),
                            clock.instant().plus(wait(response).get())));
        }
        return led(to.get(), file, hops, entry, leave);
    }

    private Uni<Robots> led(URI to, URI file, int hops, KnownRobots entry, Leave leave) {
        return leave.ask(to)
                .onFailure()
                .transform(thrown -> new Elsewhere())
                .flatMap(let -> let
                        ? ask(to, file, hops, entry, leave)
                        : Uni.createFrom().failure(new Elsewhere()));
    }

    private Uni<Robots> answered(Response response, URI file, KnownRobots entry) {
        Instant wait = wait(response).map(clock.instant()::plus).orElse(null);
        if (response.isSuccess()) {
            return bounded(response)
                    .map(bytes -> entry.found(
                            Robots.parse(bytes.getBytes(), file, token).notBefore(wait), clock.instant()));
        }
        boolean none = response.status() / 100 == 4 && response.status() != 429;
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

    private Robots unreachable(KnownRobots entry) {
        return entry.missed(clock.instant(), null);
    }
}
