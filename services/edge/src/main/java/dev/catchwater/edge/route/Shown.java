package dev.catchwater.edge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of routes as they may be shown: secrets are told to be there, and no more. */
public final class Shown {
    private static final String HIDDEN = "(hidden)";
    private static final Pattern SECRET =
            Pattern.compile("auth|token|secret|key|password|cookie|session|credential", Pattern.CASE_INSENSITIVE);

    private Shown() {}

    /** The fields that a group sends, without their values. */
    public static List<Map.Entry<String, String>> sent(OriginGroup group) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        group.send().forEach((name, value) -> fields.add(Map.entry(name, HIDDEN)));
        return List.copyOf(fields);
    }

    /** What a route wants of request fields; a value may be what opens it. */
    public static List<String> wanted(Match match) {
        return match.fields().stream()
                .map(field ->
                        field.name() + value(field).map(value -> ": " + value).orElse(""))
                .toList();
    }

    private static Optional<String> value(Match.Field field) {
        return field.value().map(value -> SECRET.matcher(field.name()).find() ? HIDDEN : value);
    }
}
