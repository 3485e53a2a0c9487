package dev.catchwater.fairlead.structured;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Members under keys (RFC 9651 §3.2).
 *
 * @param members in order, perhaps none
 */
public record Dictionary(Map<String, Member> members) {
    /** @throws StructuredFieldException if a key is none */
    public Dictionary {
        members.keySet().forEach(Keys::check);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * The dictionary that a field holds.
     *
     * @param lines the field's lines in order
     * @throws StructuredFieldException if any of it is no dictionary
     */
    public static Dictionary parse(List<String> lines) {
        return parse(lines, Limits.DEFAULT);
    }

    /** The same within other bounds. */
    public static Dictionary parse(List<String> lines, Limits limits) {
        return Parser.of(lines, limits).wholeDictionary();
    }

    public Optional<Member> get(String key) {
        return Optional.ofNullable(members.get(key));
    }

    /** The canonical text; empty for an empty dictionary, whose field is not sent (RFC 9651 §4.1). */
    public String serialize() {
        return members.entrySet().stream()
                .map(entry -> entry.getKey() + value(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** True is not written out (RFC 9651 §4.1.2). */
    private static String value(Member member) {
        return member instanceof Item(BareItem.Bool(boolean yes), Parameters parameters) && yes
                ? parameters.serialize()
                : "=" + member.serialize();
    }
}
