package dev.catchwater.fairlead.structured;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A list of items as one member (RFC 9651 §3.1.1).
 *
 * @param items in order, perhaps none
 * @param parameters of the list as a whole
 */
public record InnerList(List<Item> items, Parameters parameters) implements Member {
    public InnerList {
        items = List.copyOf(items);
    }

    @Override
    public String serialize() {
        return items.stream().map(Item::serialize).collect(Collectors.joining(" ", "(", ")")) + parameters.serialize();
    }
}
