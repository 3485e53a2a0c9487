package dev.catchwater.edge.source;

import dev.catchwater.edge.Lane;
import dev.catchwater.edge.Lanes;
import dev.catchwater.edge.rate.ClientRates;
import dev.catchwater.edge.rate.Rates;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.cache.CacheRules;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.store.ResponseStore;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routes at work, with a client for each group of origins and one derived from it for each route. Routes are replaced as a
 * whole; groups that stay the same keep their connections, and those that are gone end what they have begun.
 */
public final class OriginLanes implements Lanes {
    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final String node;
    private final ResponseStore store;
    private final CachingPolicy.Collapse collapse;
    private final RandomGenerator dice;
    private volatile Table table = Table.of(Routes.NONE, Map.of(), Map.of());

    private record Table(
            Routes routes, Map<String, Lane> lanes, Map<OriginGroup, HttpClient> clients, Edition edition) {
        static Table of(Routes routes, Map<String, Lane> lanes, Map<OriginGroup, HttpClient> clients) {
            return new Table(
                    routes,
                    lanes,
                    clients,
                    new Edition(routes.routes().stream()
                            .flatMap(route -> route.match().fields().stream())
                            .map(field -> field.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet())));
        }
    }

    /**
     * None yet.
     *
     * @param node the cache's name in Cache-Status
     * @param store of all routes
     * @param dice for secrets
     */
    public OriginLanes(
            Vertx vertx, String node, ResponseStore store, CachingPolicy.Collapse collapse, RandomGenerator dice) {
        this.vertx = vertx;
        this.node = node;
        this.store = store;
        this.collapse = collapse;
        this.dice = dice;
    }

    /** These from now on. May look up names: not on an event loop. */
    public synchronized void use(Routes routes) {
        Table before = table;
        Map<OriginGroup, HttpClient> clients = new HashMap<>();
        Map<String, Lane> lanes = new HashMap<>();
        for (Route route : routes.routes()) {
            HttpClient client = clients.computeIfAbsent(route.origins(), group -> {
                HttpClient known = before.clients().get(group);
                return known == null ? Origins.client(vertx, group) : known;
            });
            lanes.put(
                    route.name(),
                    lane(route, client, rates(route, before.lanes().get(route.name()))));
        }
        table = Table.of(routes, Map.copyOf(lanes), clients);
        before.clients().forEach((group, client) -> {
            if (!clients.containsKey(group)) {
                client.close(LAST_WORDS).subscribe().with(done -> {}, failure -> {});
            }
        });
    }

    /** Those of before where the limit is the same: a change of the file is no new start for who was refused. */
    private Rates rates(Route route, @Nullable Lane before) {
        if (route.rate().isEmpty()) {
            return Rates.UNLIMITED;
        }
        return before != null
                        && before.rates() instanceof ClientRates known
                        && known.limit().equals(route.rate().get())
                ? known
                : new ClientRates(route.rate().get(), dice);
    }

    private Lane lane(Route route, HttpClient client, Rates rates) {
        CachePolicy rules = route.caching().withName(node);
        CachingPolicy policy = CachingPolicy.of(
                        rules, new Bounded(store, route.limits().storedBody()))
                .withCollapse(collapse);
        HttpClient cached = client.derive(settings -> settings.withCache(policy));
        return new Lane(
                route,
                new CacheRules(rules),
                Origins.base(route.origins()),
                Origins.host(route.origins()),
                request -> cached.send(with(route.origins().send(), request)),
                rates);
    }

    /** What the operator sends stands in place of what the client may have sent under its names. */
    private static Request with(Headers send, Request request) {
        if (send.size() == 0) {
            return request;
        }
        Headers[] fields = {request.headers()};
        send.forEach((name, value) -> fields[0] = fields[0].with(name, value));
        return request.withHeaders(fields[0]);
    }

    @Override
    public Optional<Lane> of(String host, String path, Headers headers) {
        Table now = table;
        return now.routes().of(host, path, headers).map(route -> now.lanes().get(route.name()));
    }

    @Override
    public Edition edition() {
        return table.edition();
    }
}
