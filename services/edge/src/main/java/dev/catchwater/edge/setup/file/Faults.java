package dev.catchwater.edge.setup.file;

import dev.catchwater.edge.route.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong in a file, gathered so that one look shows all of it. */
final class Faults {
    /** Who has more to mend will look again. */
    private static final int MOST = 20;

    private final List<Fault> all = new ArrayList<>();

    void add(Node at, String message) {
        add(at.getStartMark(), message);
    }

    void add(Mark at, String message) {
        if (all.size() < MOST) {
            all.add(new Fault(at.getLine() + 1, at.getColumn() + 1, message));
        }
    }

    <T> Optional<T> none(Node at, String message) {
        add(at, message);
        return Optional.empty();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** In the order of the file. */
    List<Fault> list() {
        return all.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }
}
