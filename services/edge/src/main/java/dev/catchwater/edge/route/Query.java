package dev.catchwater.edge.route;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which parameters of a query count. A parameter is what stands between two {@code &}; its name ends at the first
 * {@code =}, and is compared with unreserved escapes decoded. Values are never touched.
 *
 * @param kept which
 * @param names of those that count, where only some do
 * @param sorted whether parameters are put in the order of their names; those of one name keep theirs
 */
public record Query(Kept kept, Set<String> names, boolean sorted) {
    /** Which parameters count. */
    public enum Kept {
        ALL,
        NONE,
        /** Those that are named. */
        NAMED
    }

    /** The query as it came. */
    public static final Query ALL = new Query(Kept.ALL, Set.of(), false);

    /** No parameter counts. */
    public static final Query NONE = new Query(Kept.NONE, Set.of(), false);

    public Query {
        names = Set.copyOf(names);
        if (names.size() > KeyPolicy.MOST) {
            throw new IllegalArgumentException("a key has at most " + KeyPolicy.MOST + " parameters");
        }
    }

    /** Only these, sorted. */
    public static Query of(String... names) {
        return new Query(Kept.NAMED, Set.of(names), true);
    }

    /** What counts of a query; empty: nothing, not even its question mark. */
    Optional<String> keep(String raw) {
        if (kept == Kept.ALL && !sorted) {
            return Optional.of(raw);
        }
        if (kept == Kept.NONE) {
            return Optional.empty();
        }
        List<String> parameters = Arrays.stream(raw.split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .filter(parameter -> kept == Kept.ALL || names.contains(name(parameter)))
                .toList();
        String rest = String.join(
                "&",
                sorted
                        ? parameters.stream()
                                .sorted(Comparator.comparing(Query::name))
                                .toList()
                        : parameters);
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return RequestPath.normalised(equals < 0 ? parameter : parameter.substring(0, equals));
    }
}
