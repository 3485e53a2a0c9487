package dev.catchwater.edge.setup.file;

import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Kind;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Match;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.RateLimit;
import dev.catchwater.edge.route.RequestPath;
import dev.catchwater.edge.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One route. */
final class RouteReader {
    private static final Map<String, Kind> KINDS =
            Kind.ALL.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

    private final Faults faults;
    private final Map<String, OriginGroup> groups;
    private final GroupReader inline;

    RouteReader(Faults faults, Map<String, OriginGroup> groups, GroupReader inline) {
        this.faults = faults;
        this.groups = groups;
        this.inline = inline;
    }

    Optional<Route> route(Node node) {
        return Mapping.of(
                        node,
                        faults,
                        "name",
                        "match",
                        "origins",
                        "kind",
                        "key",
                        "freshness",
                        "negative",
                        "stale",
                        "compression",
                        "limits",
                        "rate")
                .flatMap(this::route);
    }

    private Optional<Route> route(Mapping entries) {
        Kind kind = entries.one("kind", Values.word(KINDS)).orElse(Kind.PLAIN);
        KeyPolicy key = new KeyReader(faults).key(entries, kind.key());
        TermsReader terms = new TermsReader(faults);
        Lifetimes lifetimes = terms.lifetimes(entries, kind.lifetimes());
        requireSafe(entries, key, lifetimes);
        Match match = entries.value("match").map(this::match).orElse(Match.ALL);
        Optional<RateLimit> rate = entries.value("rate").flatMap(this::rate);
        Optional<String> name = required(entries, "name").flatMap(there -> entries.one("name", Values::name));
        Optional<OriginGroup> origins =
                required(entries, "origins").flatMap(there -> origins(name.orElse("route"), there));
        var compression = terms.compression(entries, kind.compression());
        var limits = terms.limits(entries, kind.limits());
        return name.flatMap(named ->
                origins.map(group -> Route.of(named, match, group, key, lifetimes, compression, limits, rate)));
    }

    private Optional<Node> required(Mapping entries, String key) {
        return entries.value(key).or(() -> faults.none(entries.node(), "\"" + key + "\" is missing from this route"));
    }

    /** A lifetime that the origin did not state must not make one client's page everybody's. */
    private void requireSafe(Mapping entries, KeyPolicy key, Lifetimes lifetimes) {
        boolean ownLifetime =
                lifetimes.fixed().isPresent() || lifetimes.silent().isPresent();
        if (ownLifetime && key.otherCookies() == KeyPolicy.OtherCookies.FORWARD) {
            faults.add(
                    entries.value("freshness").orElse(entries.node()),
                    "a lifetime that the origin does not state, while it sees everybody's cookies, shows one's page to"
                            + " others; add \"other-cookies: bypass\" or \"drop\" to \"key\"");
        }
    }

    private Optional<OriginGroup> origins(String route, Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().contains("://")) {
            return Optional.ofNullable(groups.get(scalar.getValue()))
                    .or(() -> faults.none(
                            node,
                            "no group of origins \"" + scalar.getValue() + "\"; "
                                    + (groups.isEmpty()
                                            ? "write a URL here, or a group below \"origins\""
                                            : Spelling.cure(scalar.getValue(), groups.keySet()))));
        }
        return inline.group(route, node);
    }

    private Match match(Node node) {
        return Mapping.of(node, faults, "host", "path", "header")
                .map(entries -> new Match(
                        entries.several("host", 64, Values::host).orElse(List.of()),
                        entries.several("path", 64, RouteReader::matched).orElse(List.of()),
                        entries.value("header").map(this::fields).orElse(List.of())))
                .orElse(Match.ALL);
    }

    private List<Match.Field> fields(Node node) {
        List<Match.Field> fields = new ArrayList<>();
        Mapping.named(node, faults)
                .ifPresent(entries -> entries.keys().forEach(name -> {
                    if (!name.matches("[A-Za-z0-9-]{1,128}")) {
                        faults.add(node, "\"" + name + "\" is no name of a header field");
                    }
                    fields.add(new Match.Field(name, entries.one(name, Values::text)));
                }));
        return fields;
    }

    private Optional<RateLimit> rate(Node node) {
        return Mapping.of(node, faults, "per-second", "burst").flatMap(entries -> {
            Optional<Double> perSecond = entries.one("per-second", Values.number(0.001, 1_000_000));
            if (entries.value("per-second").isEmpty()) {
                return faults.none(node, "\"per-second\" is missing");
            }
            return perSecond.map(rate -> new RateLimit(
                    rate, entries.one("burst", Values.whole(1, 1_000_000)).orElse((int)
                            Math.max(1, Math.min(1_000_000, Math.ceil(rate))))));
        });
    }

    /** A path with all below it; with {@code =} before it, itself alone. */
    private static Optional<Match.Path> matched(ScalarNode node, Faults faults) {
        boolean exact = node.getValue().startsWith("=");
        String path = exact ? node.getValue().substring(1) : node.getValue();
        return sound(path, node, faults).map(form -> new Match.Path(form, exact));
    }

    /** A path that is asked for. */
    static Optional<String> path(ScalarNode node, Faults faults) {
        return sound(node.getValue(), node, faults);
    }

    private static Optional<String> sound(String path, ScalarNode node, Faults faults) {
        if (path.length() > 2_048 || path.indexOf('?') >= 0) {
            return faults.none(node, "a path has up to 2048 characters and no query");
        }
        return RequestPath.ambiguity(path)
                .<Optional<String>>map(why -> faults.none(node, why + "; write it so that it means one thing"))
                .orElseGet(() -> Optional.of(RequestPath.normalised(path)));
    }
}
