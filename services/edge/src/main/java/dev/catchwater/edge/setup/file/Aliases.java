package dev.catchwater.edge.setup.file;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A file that refers to parts of itself can be small and mean millions of lines; this one is to be read as it is written. */
final class Aliases {
    private Aliases() {}

    static void refuse(Node root, Faults faults) {
        walk(root, faults, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void walk(Node node, Faults faults, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (node.getAnchor() != null) {
            faults.add(node, "anchors are not understood; write it out where it is used");
        }
        switch (node) {
            case MappingNode mapping ->
                mapping.getValue().forEach(tuple -> {
                    walk(tuple.getKeyNode(), faults, seen);
                    walk(tuple.getValueNode(), faults, seen);
                });
            case SequenceNode list -> list.getValue().forEach(each -> walk(each, faults, seen));
            default -> {}
        }
    }
}
