package dev.catchwater.edge.route;

import dev.catchwater.fairlead.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which requests a route takes: those that fit one of the hosts, one of the paths and all of the fields.
 *
 * @param hosts names in lower case, without a port; {@code *.example.org} is any name below it; none: every host
 * @param paths none: every path
 * @param fields of the request
 */
public record Match(List<String> hosts, List<Path> paths, List<Field> fields) {
    /** Every request. */
    public static final Match ALL = new Match(List.of(), List.of(), List.of());

    /**
     * A path and, unless it is exact, all that is below it; only whole segments count: {@code /a} has {@code /a/b}, but
     * not {@code /ab}.
     *
     * @param value from {@code /} on, in {@linkplain RequestPath#normalised normal form}
     */
    public record Path(String value, boolean exact) {
        boolean takes(String path) {
            if (exact || path.length() <= value.length()) {
                return path.equals(value);
            }
            return path.startsWith(value) && (value.endsWith("/") || path.charAt(value.length()) == '/');
        }

        /** Whether it takes all that the other takes. */
        boolean covers(Path other) {
            return exact ? other.exact && value.equals(other.value) : takes(other.value);
        }
    }

    /**
     * A field of the request.
     *
     * @param value empty: it only has to be there
     */
    public record Field(String name, Optional<String> value) {
        boolean takes(Headers request) {
            return value.map(wanted -> request.all(name).stream()
                            .anyMatch(line -> line.strip().equals(wanted)))
                    .orElseGet(() -> request.contains(name));
        }
    }

    public Match {
        hosts = List.copyOf(hosts);
        paths = List.copyOf(paths);
        fields = List.copyOf(fields);
    }

    /**
     * Whether the route takes the request.
     *
     * @param host by {@link #nameOf}
     * @param path in normal form
     */
    boolean takes(String host, String path, Headers request) {
        return (hosts.isEmpty() || hosts.stream().anyMatch(pattern -> fits(pattern, host)))
                && (paths.isEmpty() || paths.stream().anyMatch(each -> each.takes(path)))
                && fields.stream().allMatch(field -> field.takes(request));
    }

    /** Whether no request that the other takes is left to it behind this one. */
    public boolean covers(Match other) {
        return fields.isEmpty()
                && (hosts.isEmpty()
                        || (!other.hosts.isEmpty()
                                && other.hosts.stream()
                                        .allMatch(name -> hosts.stream().anyMatch(mine -> coversHost(mine, name)))))
                && (paths.isEmpty()
                        || (!other.paths.isEmpty()
                                && other.paths.stream()
                                        .allMatch(path -> paths.stream().anyMatch(mine -> mine.covers(path)))));
    }

    /** The name in a Host field, in lower case: without port and without the dot that a full name may end with. */
    static String nameOf(String host) {
        int bracket = host.indexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        String name = (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean fits(String pattern, String host) {
        return pattern.startsWith("*.")
                ? host.length() >= pattern.length() && host.endsWith(pattern.substring(1))
                : host.equals(pattern);
    }

    private static boolean coversHost(String mine, String other) {
        return mine.equals(other) || (!other.equals(mine) && fits(mine, other));
    }
}
