package dev.catchwater.edge.api;

import dev.catchwater.edge.route.Compression;
import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.Lifetimes;
import dev.catchwater.edge.route.Match;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Query;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A route as the page shows it: its parts in short lines, in the words of the file. */
public record RouteView(String name, List<String> match, GroupView origins, Map<String, String> terms) {

    static RouteView of(Route route) {
        return new RouteView(route.name(), match(route.match()), GroupView.of(route.origins()), terms(route));
    }

    private static List<String> match(Match match) {
        Stream<String> paths = match.paths().stream().map(path -> (path.exact() ? "=" : "") + path.value());
        return Stream.of(
                        match.hosts().stream().map(host -> "host " + host),
                        paths.map(path -> "path " + path),
                        Shown.wanted(match).stream().map(field -> "header " + field))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Map<String, String> terms(Route route) {
        Map<String, String> terms = new TreeMap<>();
        key(route.key(), terms);
        lifetimes(route.lifetimes(), terms);
        terms.put("compression", compression(route.compression()));
        terms.put("limits.request-body", route.limits().requestBody() + " B");
        terms.put("limits.stored-body", route.limits().storedBody() + " B");
        route.rate().ifPresent(rate -> terms.put("rate", rate.perSecond() + " a second, " + rate.burst() + " at once"));
        terms.values().removeIf(String::isEmpty);
        return terms;
    }

    private static void key(KeyPolicy key, Map<String, String> terms) {
        terms.put("key.query", query(key.query()));
        terms.put("key.header", list(key.fields().stream().map(KeyPolicy.KeyField::name)));
        terms.put("key.cookie", list(key.cookies().stream()));
        terms.put("key.other-cookies", lower(key.otherCookies()));
    }

    private static void lifetimes(Lifetimes lifetimes, Map<String, String> terms) {
        lifetimes.fixed().ifPresent(time -> terms.put("freshness.ttl", text(time)));
        lifetimes.silent().ifPresent(time -> terms.put("freshness.default", text(time)));
        terms.put("freshness.max", text(lifetimes.most()));
        terms.put("freshness.heuristic", Boolean.toString(lifetimes.heuristic()));
        terms.put("freshness.set-cookie", lower(lifetimes.setCookie()));
        terms.put("freshness.client-control", Boolean.toString(lifetimes.honourRequests()));
        terms.put("freshness.despite", list(lifetimes.despite().stream().map(Lifetimes.Despite::directive)));
        lifetimes.negative().forEach((status, time) -> terms.put("negative." + status, text(time)));
        terms.put("stale.while-revalidate", text(lifetimes.staleWhileRevalidate()));
        terms.put("stale.if-error", text(lifetimes.staleIfError()));
        terms.put("stale.disconnected", text(lifetimes.staleDisconnected()));
    }

    private static String compression(Compression compression) {
        return compression.codings().isEmpty()
                ? "off"
                : String.join(
                        ", ",
                        compression.codings().stream()
                                .map(Compression.Coding::token)
                                .toList());
    }

    private static String list(Stream<String> names) {
        return String.join(", ", names.sorted().toList());
    }

    private static String query(Query query) {
        String kept = switch (query.kept()) {
            case ALL -> "all";
            case NONE -> "none";
            case NAMED -> list(query.names().stream());
        };
        return kept + (query.sorted() ? ", sorted" : "");
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Duration time) {
        return time.isZero()
                ? "0s"
                : time.toString().substring(1).replace("T", "").toLowerCase(Locale.ROOT);
    }

    /** A group of origins. */
    public record GroupView(
            String name,
            List<ServerView> servers,
            String host,
            List<Map.Entry<String, String>> send,
            String check,
            String timeouts,
            int connections,
            int attempts) {
        static GroupView of(OriginGroup group) {
            String host = switch (group.host()) {
                case OriginGroup.HostField.OfClient client -> "client";
                case OriginGroup.HostField.OfOrigin origin -> "origin";
                case OriginGroup.HostField.Named(String name) -> name;
            };
            return new GroupView(
                    group.name(),
                    group.origins().stream()
                            .map(origin -> new ServerView(origin.uri().toString(), origin.weight(), origin.tier() > 0))
                            .toList(),
                    host,
                    Shown.sent(group),
                    group.check()
                            .map(path -> path + " every " + text(group.checkEvery()))
                            .orElse(""),
                    "connect " + text(group.connect()) + ", first byte " + text(group.firstByte()) + ", idle "
                            + text(group.idle()),
                    group.connections(),
                    group.attempts());
        }
    }

    /** A server. */
    public record ServerView(String url, double weight, boolean backup) {}
}
