package dev.catchwater.edge.setup.file;

import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.OriginGroup.HostField;
import dev.catchwater.edge.route.OriginGroup.Origin;
import dev.catchwater.fairlead.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Groups of origins: a URL, a list of URLs, or a mapping with all that can be said of them. */
final class GroupReader {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MS = Duration.ofMillis(1);

    /** Ours to say, since they belong to one connection or say where a request goes. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "keep-alive",
            "via",
            "forwarded",
            "cdn-loop",
            "cookie",
            "range");

    private final Faults faults;
    private final UnaryOperator<@Nullable String> environment;

    GroupReader(Faults faults, UnaryOperator<@Nullable String> environment) {
        this.faults = faults;
        this.environment = environment;
    }

    Optional<OriginGroup> group(String name, Node node) {
        if (!(node instanceof MappingNode)) {
            return plain(name, node);
        }
        return Mapping.of(
                        node,
                        faults,
                        "servers",
                        "backup",
                        "host",
                        "send",
                        "check",
                        "connect",
                        "first-byte",
                        "idle",
                        "connections",
                        "attempts")
                .flatMap(group -> full(name, group));
    }

    private Optional<OriginGroup> plain(String name, Node node) {
        List<URI> uris = new ArrayList<>();
        for (Node each : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
            (each instanceof ScalarNode scalar
                            ? Values.origin(scalar, faults)
                            : faults.<URI>none(each, "a list of origins has URLs"))
                    .ifPresent(uris::add);
        }
        return made(name, node, uris.stream().map(uri -> new Origin(uri, 1, 0)).toList())
                .map(origins -> OriginGroup.of(name, uris));
    }

    private Optional<OriginGroup> full(String name, Mapping group) {
        List<Origin> origins = new ArrayList<>(servers(group, "servers", 0));
        if (group.value("servers").isEmpty()) {
            faults.add(group.node(), "\"servers\" is missing; it is a list of URLs");
        }
        origins.addAll(servers(group, "backup", 1));
        OriginGroup usual = OriginGroup.of(name, List.of(URI.create("http://127.0.0.1")));
        Optional<Mapping> check = group.value("check").flatMap(node -> Mapping.of(node, faults, "path", "every"));
        return made(name, group.node(), origins)
                .map(all -> new OriginGroup(
                        name,
                        all,
                        group.one("host", this::host).orElse(usual.host()),
                        group.value("send").map(this::fields).orElse(Headers.none()),
                        check.flatMap(mapping -> mapping.one("path", RouteReader::path)),
                        check.flatMap(mapping -> mapping.one("every", Values.time(Duration.ofMillis(100), HOUR)))
                                .orElse(usual.checkEvery()),
                        group.one("connect", Values.time(MS, Duration.ofMinutes(5)))
                                .orElse(usual.connect()),
                        group.one("first-byte", Values.time(MS, HOUR)).orElse(usual.firstByte()),
                        group.one("idle", Values.time(MS, HOUR)).orElse(usual.idle()),
                        group.one("connections", Values.whole(1, 65_536)).orElse(usual.connections()),
                        group.one("attempts", Values.whole(1, 10)).orElse(usual.attempts())));
    }

    private Optional<List<Origin>> made(String name, Node at, List<Origin> origins) {
        if (origins.isEmpty() || origins.size() > OriginGroup.MOST) {
            return faults.none(at, "\"" + name + "\" needs between 1 and " + OriginGroup.MOST + " origins");
        }
        if (origins.stream().map(origin -> origin.uri().getScheme()).distinct().count() > 1) {
            return faults.none(at, "the origins of \"" + name + "\" are partly http and partly https; make two groups");
        }
        return Optional.of(origins);
    }

    private List<Origin> servers(Mapping group, String key, int tier) {
        List<Origin> origins = new ArrayList<>();
        group.value(key).ifPresent(node -> {
            for (Node each : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
                server(each, tier).ifPresent(origins::add);
            }
        });
        return origins;
    }

    private Optional<Origin> server(Node node, int tier) {
        if (node instanceof ScalarNode scalar) {
            return Values.origin(scalar, faults).map(uri -> new Origin(uri, 1, tier));
        }
        return Mapping.of(node, faults, "url", "weight").flatMap(server -> {
            if (server.value("url").isEmpty()) {
                return faults.none(node, "a server needs a \"url\"");
            }
            double weight = server.one("weight", Values.number(0.001, 1_000)).orElse(1.0);
            return server.one("url", Values::origin).map(uri -> new Origin(uri, weight, tier));
        });
    }

    private Optional<HostField> host(ScalarNode node, Faults all) {
        return switch (node.getValue()) {
            case "client" -> Optional.of(new HostField.OfClient());
            case "origin" -> Optional.of(new HostField.OfOrigin());
            default -> {
                boolean fits = node.getValue().matches("[A-Za-z0-9_.-]{1,255}(:\\d{1,5})?");
                yield fits
                        ? Optional.of(new HostField.Named(node.getValue()))
                        : all.none(node, "\"host\" is client, origin, or a name with or without a port");
            }
        };
    }

    private Headers fields(Node node) {
        return Mapping.named(node, faults)
                .map(fields -> {
                    Headers all = Headers.none();
                    for (String name : fields.keys()) {
                        if (!name.matches("[A-Za-z0-9-]{1,128}") || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                            faults.add(node, "\"" + name + "\" cannot be sent by a group; take it out");
                            continue;
                        }
                        all = fields.one(name, this::value)
                                .map(each -> Headers.of(name, each))
                                .orElse(Headers.none())
                                .and(all);
                    }
                    return all;
                })
                .orElse(Headers.none());
    }

    /** A text, or what the environment has under a name. */
    private Optional<String> value(ScalarNode node, Faults all) {
        if (!node.getValue().matches("\\$\\{[A-Za-z0-9_]+}")) {
            return Values.text(node, all);
        }
        String name = node.getValue().substring(2, node.getValue().length() - 1);
        return Optional.ofNullable(environment.apply(name))
                .filter(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                .or(() -> all.none(node, "the environment has no printable " + name));
    }
}
