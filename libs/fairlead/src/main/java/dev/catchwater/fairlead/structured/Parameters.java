package dev.catchwater.fairlead.structured;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is said about an item or an inner list (RFC 9651 §3.1.2).
 *
 * @param values in order
 */
public record Parameters(Map<String, BareItem> values) {
    public static final Parameters NONE = new Parameters(Map.of());

    /** @throws StructuredFieldException if a key is none */
    public Parameters {
        values.keySet().forEach(Keys::check);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Optional<BareItem> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** These, and one more at the end. */
    public Parameters with(String key, BareItem value) {
        Map<String, BareItem> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Parameters(more);
    }

    String serialize() {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> {
            text.append(';').append(key);
            // True is not written out (RFC 9651 §4.1.1.2).
            if (!(value instanceof BareItem.Bool(boolean yes) && yes)) {
                text.append('=').append(value.serialize());
            }
        });
        return text.toString();
    }
}
