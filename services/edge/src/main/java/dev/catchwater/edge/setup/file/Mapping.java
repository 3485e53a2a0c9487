package dev.catchwater.edge.setup.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of one mapping, each known by name; a value that cannot be read is a fault, and as good as absent. */
final class Mapping {
    private final Node node;
    private final Faults faults;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Mapping(Node node, Faults faults) {
        this.node = node;
        this.faults = faults;
    }

    /** A mapping with no other keys than these. */
    static Optional<Mapping> of(Node node, Faults faults, String... known) {
        return open(node, faults, List.of(known)).map(mapping -> {
            for (NodeTuple tuple : ((MappingNode) node).getValue()) {
                mapping.put(tuple, Set.of(known));
            }
            return mapping;
        });
    }

    /** A mapping whose keys are names of the operator's own. */
    static Optional<Mapping> named(Node node, Faults faults) {
        return open(node, faults, List.of()).map(mapping -> {
            for (NodeTuple tuple : ((MappingNode) node).getValue()) {
                mapping.put(tuple, Set.of());
            }
            return mapping;
        });
    }

    /** One without any key, at the place of another. */
    static Mapping nothing(Node at, Faults faults) {
        return new Mapping(at, faults);
    }

    private static Optional<Mapping> open(Node node, Faults faults, Collection<String> known) {
        if (!(node instanceof MappingNode)) {
            return faults.none(
                    node,
                    known.isEmpty()
                            ? "names with their values belong here, as in \"name: value\""
                            : "keys belong here, some of " + String.join(", ", known));
        }
        return Optional.of(new Mapping(node, faults));
    }

    private void put(NodeTuple tuple, Set<String> known) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            faults.add(tuple.getKeyNode(), "a key is a word");
        } else if (!known.isEmpty() && !known.contains(key.getValue())) {
            faults.add(key, "unknown key \"" + key.getValue() + "\"; " + Spelling.cure(key.getValue(), known));
        } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            faults.add(key, "\"" + key.getValue() + "\" is there twice; remove one");
        }
    }

    Node node() {
        return node;
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** The value of a key as it stands there; one without a value is as good as absent. */
    Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(value -> !value.getTag().equals(Tag.NULL));
    }

    /** A single value. */
    <T> Optional<T> one(String key, BiFunction<ScalarNode, Faults, Optional<T>> reader) {
        return value(key).flatMap(value -> scalar(key, value).flatMap(scalar -> reader.apply(scalar, faults)));
    }

    /** Several values, or a single one for a list of one. */
    <T> Optional<List<T>> several(String key, int most, BiFunction<ScalarNode, Faults, Optional<T>> reader) {
        return value(key).map(value -> {
            List<Node> nodes = value instanceof SequenceNode list ? list.getValue() : List.of(value);
            if (nodes.size() > most) {
                faults.add(value, "\"" + key + "\" has " + nodes.size() + " values; " + most + " are allowed");
                return List.of();
            }
            List<T> read = new ArrayList<>();
            nodes.forEach(each -> scalar(key, each)
                    .flatMap(scalar -> reader.apply(scalar, faults))
                    .ifPresent(read::add));
            return read;
        });
    }

    private Optional<ScalarNode> scalar(String key, Node value) {
        return value instanceof ScalarNode scalar
                ? Optional.of(scalar)
                : faults.none(value, "\"" + key + "\" takes a single value here");
    }
}
