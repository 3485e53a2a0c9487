package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.structured.BareItem;
import dev.catchwater.fairlead.structured.Item;
import dev.catchwater.fairlead.structured.Limits;
import dev.catchwater.fairlead.structured.Member;
import dev.catchwater.fairlead.structured.StructuredFieldException;
import dev.catchwater.fairlead.structured.StructuredList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Cache groups (RFC 9875): lists of strings. A field that is anything else, or longer than the bounds, is ignored. */
final class Groups {
    static final String MEMBERSHIP = "Cache-Groups";
    static final String INVALIDATION = "Cache-Group-Invalidation";

    private static final Limits LIMITS = new Limits(16 * 1024, 128);

    private Groups() {}

    static Set<String> of(Headers response, String field) {
        try {
            Set<String> names = new LinkedHashSet<>();
            for (Member member :
                    StructuredList.parse(response.all(field), LIMITS).members()) {
                if (!(member instanceof Item(BareItem.Text(String name), var parameters))) {
                    return Set.of();
                }
                names.add(name);
            }
            return names;
        } catch (StructuredFieldException broken) {
            return Set.of();
        }
    }
}
