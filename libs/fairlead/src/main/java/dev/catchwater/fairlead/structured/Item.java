package dev.catchwater.fairlead.structured;

import java.util.List;

/**
 * A bare item with parameters (RFC 9651 §3.3).
 *
 * @param value the bare item
 * @param parameters in order
 */
public record Item(BareItem value, Parameters parameters) implements Member {
    public Item(BareItem value) {
        this(value, Parameters.NONE);
    }

    /**
     * The item that a field holds.
     *
     * @param lines the field's lines in order
     * @throws StructuredFieldException if it holds none
     */
    public static Item parse(List<String> lines) {
        return parse(lines, Limits.DEFAULT);
    }

    /** The same within other bounds. */
    public static Item parse(List<String> lines, Limits limits) {
        return Parser.of(lines, limits).wholeItem();
    }

    @Override
    public String serialize() {
        return value.serialize() + parameters.serialize();
    }
}
