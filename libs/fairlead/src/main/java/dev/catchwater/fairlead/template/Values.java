package dev.catchwater.fairlead.template;

import dev.catchwater.fairlead.HttpFailure;
import io.vertx.uritemplate.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a template's holes are filled with: texts, numbers, lists or maps. Immutable. An empty path segment is refused,
 * since many servers read it as another path.
 */
public final class Values {
    /** No values. */
    public static final Values NONE = new Values(Map.of());

    private static final int MAX_CHARS = 32 * 1024;

    private final Map<String, Object> values;

    private Values(Map<String, Object> values) {
        this.values = values;
    }

    /** One value. */
    public static Values of(String name, String value) {
        return NONE.with(name, value);
    }

    /** One number. */
    public static Values of(String name, long value) {
        return NONE.with(name, value);
    }

    /** These values and a text. */
    public Values with(String name, String value) {
        return put(name, bounded(value));
    }

    /** These values and a whole number. */
    public Values with(String name, long value) {
        return put(name, Long.toString(value));
    }

    /** These values and a list, whose items follow each other as the hole says. */
    public Values with(String name, List<String> items) {
        items.forEach(Values::bounded);
        return put(name, List.copyOf(items));
    }

    /** These values and a map, in its own order. */
    public Values with(String name, Map<String, String> entries) {
        entries.forEach((key, value) -> bounded(key + value));
        return put(name, new LinkedHashMap<>(entries));
    }

    private Values put(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Values(more);
    }

    private static String bounded(String value) {
        if (value.length() > MAX_CHARS) {
            throw new HttpFailure.InvalidRequest("a value is longer than " + MAX_CHARS + " characters").asException();
        }
        return value;
    }

    Set<String> names() {
        return values.keySet();
    }

    /** Whether the value puts nothing into its hole. */
    boolean isEmpty(String name) {
        return switch (values.get(name)) {
            case String text -> text.isEmpty();
            case List<?> items -> items.isEmpty() || items.contains("");
            case Map<?, ?> entries -> entries.isEmpty();
            case null, default -> true;
        };
    }

    @SuppressWarnings("unchecked") // put() only ever stores these three
    Variables variables() {
        Variables variables = Variables.variables();
        values.forEach((name, value) -> {
            switch (value) {
                case String text -> variables.set(name, text);
                case List<?> items -> variables.set(name, new ArrayList<>((List<String>) items));
                default -> variables.set(name, (Map<String, String>) value);
            }
        });
        return variables;
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
