package dev.catchwater.edge.setup.file;

import dev.catchwater.edge.route.KeyPolicy;
import dev.catchwater.edge.route.KeyPolicy.KeyField;
import dev.catchwater.edge.route.KeyPolicy.OtherCookies;
import dev.catchwater.edge.route.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What tells answers apart. */
final class KeyReader {
    private static final Map<String, OtherCookies> OTHERS =
            Map.of("forward", OtherCookies.FORWARD, "drop", OtherCookies.DROP, "bypass", OtherCookies.BYPASS);

    /** They decide already, through Vary or on their own, or would take answers apart without end. */
    private static final Set<String> NO_KEYS = Set.of(
            "cookie", "host", "range", "if-range", "authorization", "if-none-match", "if-modified-since", "date");

    private final Faults faults;

    KeyReader(Faults faults) {
        this.faults = faults;
    }

    KeyPolicy key(Mapping route, KeyPolicy usual) {
        return route.value("key")
                .flatMap(node -> Mapping.of(node, faults, "query", "sort-query", "header", "cookie", "other-cookies"))
                .map(entries -> new KeyPolicy(
                        query(entries, usual.query()),
                        entries.value("header").map(this::fields).orElse(usual.fields()),
                        Set.copyOf(entries.several("cookie", KeyPolicy.MOST, Values::token)
                                .orElse(List.copyOf(usual.cookies()))),
                        entries.one("other-cookies", Values.word(OTHERS)).orElse(usual.otherCookies())))
                .orElse(usual);
    }

    private Query query(Mapping entries, Query usual) {
        boolean listed = entries.value("query")
                .filter(node -> !(node instanceof ScalarNode))
                .isPresent();
        boolean sorted = entries.one("sort-query", Values::flag).orElse(listed || usual.sorted());
        if (listed) {
            List<String> names = entries.several("query", KeyPolicy.MOST, KeyReader::parameter)
                    .orElse(List.of());
            return new Query(Query.Kept.NAMED, Set.copyOf(names), sorted);
        }
        Query.Kept kept = entries.one("query", Values.word(Map.of("all", Query.Kept.ALL, "none", Query.Kept.NONE)))
                .orElse(usual.kept());
        return new Query(kept, usual.names(), sorted);
    }

    private static Optional<String> parameter(ScalarNode node, Faults faults) {
        return node.getValue().matches("[^&=#\\s]{1,128}")
                ? Optional.of(node.getValue())
                : faults.none(node, "a parameter is named without &, =, # and spaces, as it stands in the URL");
    }

    /** Names, or names with the values that count. */
    private List<KeyField> fields(Node node) {
        List<KeyField> fields = new ArrayList<>();
        if (node instanceof MappingNode) {
            Mapping.named(node, faults)
                    .ifPresent(named -> named.keys()
                            .forEach(name -> fields.add(new KeyField(
                                    name,
                                    Set.copyOf(named.several(name, KeyPolicy.MOST, Values::text)
                                            .orElse(List.of()))))));
        } else {
            List<Node> names = node instanceof SequenceNode list ? list.getValue() : List.of(node);
            names.forEach(each -> (each instanceof ScalarNode scalar
                            ? Values.token(scalar, faults)
                            : faults.<String>none(each, "a header field is named by one word"))
                    .ifPresent(name -> fields.add(new KeyField(name, Set.of()))));
        }
        return sound(node, fields);
    }

    private List<KeyField> sound(Node node, List<KeyField> fields) {
        for (KeyField field : fields) {
            if (NO_KEYS.contains(field.name().toLowerCase(Locale.ROOT))) {
                faults.add(
                        node,
                        "\"" + field.name() + "\" cannot be part of a key"
                                + (field.name().equalsIgnoreCase("cookie")
                                        ? "; name the cookies below \"cookie\""
                                        : ""));
            }
        }
        if (fields.size() > KeyPolicy.MOST) {
            faults.add(node, "a key has at most " + KeyPolicy.MOST + " header fields");
            return List.of();
        }
        return fields;
    }
}
