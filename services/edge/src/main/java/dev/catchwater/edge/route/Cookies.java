package dev.catchwater.edge.route;

import dev.catchwater.fairlead.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cookies in requests, as they stand there (RFC 6265 §4.2): names count with their case, nothing is decoded. */
final class Cookies {
    private static final String FIELD = "Cookie";

    private Cookies() {}

    /** The pairs of these names, in the order of the request. */
    static List<String> among(Headers request, Set<String> names) {
        return names.isEmpty()
                ? List.of()
                : pairs(request).stream()
                        .filter(pair -> names.contains(name(pair)))
                        .toList();
    }

    /** Whether there is one of another name; a field that holds no pair counts as one. */
    static boolean hasOthers(Headers request, Set<String> names) {
        return request.contains(FIELD)
                && !(names.containsAll(
                                pairs(request).stream().map(Cookies::name).toList())
                        && !pairs(request).isEmpty());
    }

    /** The request with only the pairs of these names. */
    static Headers keep(Headers request, Set<String> names) {
        if (!request.contains(FIELD)) {
            return request;
        }
        List<String> kept = among(request, names);
        Headers others = request.without(FIELD);
        return kept.isEmpty() ? others : others.and(Headers.received(new String[] {FIELD, String.join("; ", kept)}));
    }

    private static List<String> pairs(Headers request) {
        List<String> pairs = new ArrayList<>();
        for (String line : request.all(FIELD)) {
            for (String pair : line.split(";", -1)) {
                if (!pair.isBlank()) {
                    pairs.add(pair.strip());
                }
            }
        }
        return pairs;
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0 ? "" : pair.substring(0, equals).strip();
    }
}
