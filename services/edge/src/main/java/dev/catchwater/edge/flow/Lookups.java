package dev.catchwater.edge.flow;

import dev.catchwater.edge.Shelf;
import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.purge.Purged;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.why.Explaining;
import dev.catchwater.edge.why.Explanation;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.PrimaryKey;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at what is stored for one request, and says what would become of it. Nothing is changed by being looked at. */
public final class Lookups {
    private static final int RECENT = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Asks an origin past the store, and lets go of the body. */
    @FunctionalInterface
    public interface Probe {
        /**
         * The head of the answer.
         *
         * @param request with the target and fields that the origin gets
         */
        Uni<OriginResponse> ask(Route route, CacheRequest request);
    }

    private final RouteTable routes;
    private final Shelf shelf;
    private final Purging purging;
    private final Probe probe;
    private final InstantSource clock;

    public Lookups(RouteTable routes, Shelf shelf, Purging purging, Probe probe, InstantSource clock) {
        this.routes = routes;
        this.shelf = shelf;
        this.purging = purging;
        this.probe = probe;
        this.clock = clock;
    }

    /**
     * Explains what would become of a request.
     *
     * @param uri absolute
     * @param fields of the client
     * @param ask whether the origin is asked, too, if the store has no answer; its answer is not stored
     * @throws IllegalArgumentException if nobody could send such a request
     */
    public Uni<Explanation> explain(String method, URI uri, Map<String, String> fields, boolean ask) {
        CacheRequest request;
        try {
            Headers headers = Headers.none();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                headers = headers.plus(field.getKey(), field.getValue());
            }
            request = new CacheRequest(new Method(method), uri, headers);
        } catch (HttpException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
        return explain(request, ask);
    }

    private Uni<Explanation> explain(CacheRequest request, boolean ask) {
        Instant now = clock.instant();
        Explaining explaining = new Explaining(routes.now(), now);
        return explaining
                .route(request)
                .map(route -> explain(explaining, route, request, ask, now))
                .orElseGet(() -> Uni.createFrom().item(explaining.withoutRoute(request)));
    }

    private Uni<Explanation> explain(
            Explaining explaining, Route route, CacheRequest request, boolean ask, Instant now) {
        PrimaryKey key = route.key(request.method(), request.uri(), request.headers());
        return shelf.find(key, any -> true, now).flatMap(found -> {
            Explanation stored = explaining.of(route, request, found, purgesOf(key));
            boolean wanted = ask && request.method().isSafe() && !isAnswered(stored);
            return wanted
                    ? asked(explaining, route, request, stored)
                    : Uni.createFrom().item(stored);
        });
    }

    private static boolean isAnswered(Explanation explanation) {
        return switch (explanation.answer()) {
            case HIT, STALE, REFUSED -> true;
            case REVALIDATE, MISS, PASS -> false;
        };
    }

    private Uni<Explanation> asked(Explaining explaining, Route route, CacheRequest request, Explanation stored) {
        CacheRequest sent = new CacheRequest(
                request.method(),
                route.target(request.method(), request.uri()),
                route.forwarded(request.method(), request.headers()));
        return probe.ask(route, sent)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(answer -> explaining.withAnswer(stored, route, request, answer))
                .onFailure()
                .recoverWithItem(failure -> with(stored, "The origin, asked just now, did not answer."));
    }

    private static Explanation with(Explanation before, String sentence) {
        List<String> because = new ArrayList<>(before.because());
        because.add(sentence);
        return new Explanation(before.answer(), before.route(), before.target(), because, before.stored());
    }

    private List<String> purgesOf(PrimaryKey key) {
        return purging.recent(RECENT).stream()
                .filter(purged -> covers(purged.purge(), key))
                .limit(1)
                .map(Lookups::told)
                .toList();
    }

    private static String told(Purged purged) {
        return "It was purged at " + purged.at() + " by " + purged.actor() + " ("
                + purged.mode().name().toLowerCase(Locale.ROOT) + ").";
    }

    /** Whether a purge is about a target; of tags nobody knows what they were on. */
    private static boolean covers(Purge purge, PrimaryKey key) {
        URI uri = URI.create(key.target().value());
        String host = String.valueOf(uri.getHost());
        return switch (purge) {
            case Purge.All all -> true;
            case Purge.Host(String name) -> name.equals(host);
            case Purge.Uri(PrimaryKey target) ->
                place(URI.create(target.value())).equals(place(uri));
            case Purge.Prefix(String name, List<String> segments) ->
                name.equals(host) && (uri.getRawPath() + "/").startsWith("/" + String.join("/", segments) + "/");
            case Purge.Tag tag -> false;
        };
    }

    /** Neither scheme nor port counts for a purge. */
    private static String place(URI uri) {
        return uri.getHost() + uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
