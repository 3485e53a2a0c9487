package dev.catchwater.edge.why;

import dev.catchwater.edge.Slab;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Query;
import dev.catchwater.edge.route.RequestPath;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.edge.why.Explanation.Answer;
import dev.catchwater.edge.why.Explanation.Variant;
import dev.catchwater.fairlead.cache.CacheRequest;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.cache.OriginResponse;
import dev.catchwater.fairlead.cache.StoredResponse;
import dev.catchwater.fairlead.cache.Storing;
import dev.catchwater.fairlead.store.StoredEntry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains by the same rules that decide. */
public final class Explaining {
    private final Routes routes;
    private final Instant now;

    /** For one moment. */
    public Explaining(Routes routes, Instant now) {
        this.routes = routes;
        this.now = now;
    }

    /** The route of a request, if it gets that far. */
    public Optional<Route> route(CacheRequest request) {
        return refusal(request).isPresent()
                ? Optional.empty()
                : routes.of(authority(request.uri()), path(request), request.headers());
    }

    /** What becomes of a request that no route has. */
    public Explanation withoutRoute(CacheRequest request) {
        String why = refusal(request)
                .map(ambiguous -> "It is refused: " + ambiguous + ", which servers read differently.")
                .orElse("No route takes " + authority(request.uri()) + path(request) + ": the node answers 421.");
        return new Explanation(Answer.REFUSED, Optional.empty(), shown(request.uri()), List.of(why), List.of());
    }

    /**
     * What becomes of a request that a route has.
     *
     * @param found all that the store has under its key
     * @param purges of its target in words, the newest first
     */
    public Explanation of(Route route, CacheRequest request, List<StoredEntry> found, List<String> purges) {
        CacheRules rules = new CacheRules(route.caching());
        URI target = route.target(request.method(), request.uri());
        List<String> because = new ArrayList<>();
        because.add("The route “" + route.name() + "” takes it.");
        tellKey(because, route, request, target);
        Answer answer;
        if (route.bypasses(request.headers())) {
            because.add("It goes past the cache: it has a cookie that does not count for the key, and the route says"
                    + " other-cookies: bypass.");
            answer = Answer.PASS;
        } else {
            CacheRequest asked =
                    new CacheRequest(request.method(), target, route.forwarded(request.method(), request.headers()));
            List<StoredResponse> responses =
                    found.stream().map(StoredEntry::response).toList();
            answer = new Words(rules, asked, now, because).tell(rules.decide(asked, responses, now), responses);
            if (responses.isEmpty() && answer == Answer.MISS) {
                because.addAll(purges);
            }
        }
        List<Variant> variants =
                found.stream().map(entry -> variant(rules, request, entry)).toList();
        return new Explanation(answer, Optional.of(route.name()), shown(target), because, variants);
    }

    /** The same, with what the origin's answer means that came just now and was not stored. */
    public Explanation withAnswer(Explanation before, Route route, CacheRequest request, OriginResponse answer) {
        List<String> because = new ArrayList<>(before.because());
        String said = answer.headers()
                .first("Cache-Control")
                .map(value -> "Cache-Control: " + value)
                .orElse("no Cache-Control");
        because.add("The origin, asked just now, answers " + answer.status() + " with " + said + ".");
        route.caching()
                .ruling()
                .instead(answer.status(), answer.headers())
                .ifPresent(instead -> because.add("In its place the route says “" + instead + "”."));
        CacheRules rules = new CacheRules(route.caching());
        CacheRequest asked = new CacheRequest(
                request.method(),
                route.target(request.method(), request.uri()),
                route.forwarded(request.method(), request.headers()));
        because.add(
                switch (rules.storing(asked, answer)) {
                    case Storing.Skip(String reason) -> "It would not be stored: " + reason + ".";
                    case Storing.Store(StoredResponse stored) -> {
                        long seconds = rules.remaining(stored, now).toSeconds();
                        yield seconds > 0
                                ? "It would be stored, and be fresh for " + Words.time(seconds) + "."
                                : "It would be stored, but be confirmed by the origin each time: it is not fresh.";
                    }
                });
        return new Explanation(before.answer(), before.route(), before.target(), because, before.stored());
    }

    private static void tellKey(List<String> because, Route route, CacheRequest request, URI target) {
        if (!target.equals(request.uri())) {
            because.add("Its key, and what the origin is asked for, is " + shown(target) + ": "
                    + (route.key().query().kept() == Query.Kept.ALL
                            ? "the order of parameters and escapes make no difference."
                            : "no other parameter counts."));
        }
        KeyPolicy key = route.key();
        if (!key.fields().isEmpty() || !key.cookies().isEmpty()) {
            List<String> names = new ArrayList<>();
            key.fields().forEach(field -> names.add(field.name()));
            key.cookies().stream().sorted().forEach(cookie -> names.add("the cookie " + cookie));
            because.add("Answers are kept apart by " + String.join(", ", names) + ".");
        }
    }

    private Variant variant(CacheRules rules, CacheRequest request, StoredEntry entry) {
        StoredResponse stored = entry.response();
        List<String> names = new ArrayList<>();
        stored.selecting().forEach((name, value) -> names.add(name));
        return new Variant(
                stored.status(),
                rules.selects(request, stored),
                rules.remaining(stored, now),
                stored.invalid(),
                entry.content().length(),
                stored.responseTime(),
                names,
                stored.groups(),
                entry.content() instanceof Slab,
                entry.keepUntil());
    }

    private static Optional<String> refusal(CacheRequest request) {
        return RequestPath.ambiguity(path(request));
    }

    private static String path(CacheRequest request) {
        String path = request.uri().getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static String authority(URI uri) {
        return String.valueOf(uri.getRawAuthority());
    }

    private static String shown(URI uri) {
        return uri.toString();
    }
}
