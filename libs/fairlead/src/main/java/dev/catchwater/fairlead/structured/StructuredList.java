package dev.catchwater.fairlead.structured;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A list of members (RFC 9651 §3.1).
 *
 * @param members in order, perhaps none
 */
public record StructuredList(List<Member> members) {
    public StructuredList {
        members = List.copyOf(members);
    }

    /**
     * The list that a field holds.
     *
     * @param lines the field's lines in order
     * @throws StructuredFieldException if any of it is no list
     */
    public static StructuredList parse(List<String> lines) {
        return parse(lines, Limits.DEFAULT);
    }

    /** The same within other bounds. */
    public static StructuredList parse(List<String> lines, Limits limits) {
        return Parser.of(lines, limits).wholeList();
    }

    /** The canonical text; empty for an empty list, whose field is not sent (RFC 9651 §4.1). */
    public String serialize() {
        return members.stream().map(Member::serialize).collect(Collectors.joining(", "));
    }
}
