package dev.catchwater.edge.setup.file;

import dev.catchwater.edge.route.Fault;
import dev.catchwater.edge.route.OriginGroup;
import dev.catchwater.edge.route.Route;
import dev.catchwater.edge.route.Routes;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Routes as text: YAML, of which one document with plain values is understood. Nothing in it makes objects or runs. */
public final class RouteFile {
    /** Longer files are refused, in characters. */
    public static final int MOST_CHARS = 1 << 20;

    private static final int MOST_GROUPS = 256;

    /** Routes, or what keeps them from being. */
    public sealed interface Read {
        /** All is well. */
        record Good(Routes routes) implements Read {}

        /** At least one thing is wrong, and nothing is taken from the file. */
        record Bad(List<Fault> faults) implements Read {}
    }

    private final UnaryOperator<@Nullable String> environment;
    private final Faults faults = new Faults();

    private RouteFile(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Reads a file.
     *
     * @param environment for values that are written as <code>${NAME}</code>; gives null for what is not there
     */
    public static Read read(String text, UnaryOperator<@Nullable String> environment) {
        return new RouteFile(environment).parse(text);
    }

    private Read parse(String text) {
        if (text.length() > MOST_CHARS) {
            return new Read.Bad(List.of(new Fault(1, 1, "the file is longer than " + MOST_CHARS + " characters")));
        }
        List<Route> routes = List.of();
        try {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(20);
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                return new Read.Bad(List.of(new Fault(1, 1, "the file is empty; it needs \"routes\"")));
            }
            routes = document(root);
        } catch (MarkedYAMLException broken) {
            Mark at = broken.getProblemMark() == null ? broken.getContextMark() : broken.getProblemMark();
            faults.add(at, notYaml(broken));
        } catch (YAMLException broken) {
            return new Read.Bad(List.of(new Fault(1, 1, "this is no YAML: " + broken.getMessage())));
        }
        return faults.isEmpty() ? new Read.Good(new Routes(routes)) : new Read.Bad(faults.list());
    }

    private static String notYaml(MarkedYAMLException broken) {
        String problem = String.valueOf(broken.getProblem()).replaceAll("\\s+", " ");
        String cure = problem.contains("alias") ? "; put what begins with * or & into quotes" : "";
        return "this is no YAML: " + problem + cure;
    }

    private List<Route> document(Node root) {
        Aliases.refuse(root, faults);
        return Mapping.of(root, faults, "origins", "routes")
                .map(file -> {
                    Map<String, OriginGroup> groups = groups(file);
                    Optional<Node> list = file.value("routes");
                    if (list.isEmpty()) {
                        faults.add(root, "\"routes\" is missing; it is a list of routes");
                    }
                    return list.map(node -> routes(node, groups)).orElse(List.of());
                })
                .orElse(List.of());
    }

    private Map<String, OriginGroup> groups(Mapping file) {
        Map<String, OriginGroup> groups = new LinkedHashMap<>();
        GroupReader reader = new GroupReader(faults, environment);
        file.value("origins").flatMap(node -> Mapping.named(node, faults)).ifPresent(named -> {
            if (named.keys().size() > MOST_GROUPS) {
                faults.add(named.node(), "there are at most " + MOST_GROUPS + " groups of origins");
            }
            for (String name : named.keys()) {
                named.value(name)
                        .flatMap(node -> reader.group(name, node))
                        .or(() -> named.value(name).isPresent()
                                ? Optional.empty()
                                : faults.none(named.node(), "the group \"" + name + "\" has no servers"))
                        .ifPresent(group -> groups.put(name, group));
            }
        });
        return groups;
    }

    private List<Route> routes(Node node, Map<String, OriginGroup> groups) {
        if (!(node instanceof SequenceNode list)) {
            faults.add(node, "\"routes\" is a list: each route begins with \"- name: …\"");
            return List.of();
        }
        if (list.getValue().size() > Routes.MOST) {
            faults.add(node, "there are at most " + Routes.MOST + " routes");
            return List.of();
        }
        RouteReader reader = new RouteReader(faults, groups, new GroupReader(faults, environment));
        List<Route> routes = new ArrayList<>();
        for (Node each : list.getValue()) {
            reader.route(each).ifPresent(route -> {
                refuseIfUnreachable(each, route, routes);
                routes.add(route);
            });
        }
        return routes;
    }

    private void refuseIfUnreachable(Node at, Route route, List<Route> before) {
        if (Set.copyOf(before.stream().map(Route::name).toList()).contains(route.name())) {
            faults.add(at, "there are two routes \"" + route.name() + "\"; give one another name");
            return;
        }
        before.stream()
                .filter(earlier -> earlier.match().covers(route.match()))
                .findFirst()
                .ifPresent(earlier -> faults.add(
                        at,
                        "no request reaches the route \"" + route.name() + "\": \"" + earlier.name()
                                + "\" before it takes them all; put the narrower one first"));
    }
}
