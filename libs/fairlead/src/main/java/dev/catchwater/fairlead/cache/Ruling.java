package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.Optional;

/**
 * What an operator puts in place of what responses say of their caching. It is asked again whenever a response is looked
 * at, stored ones too, so that a change of it holds at once; it must give the same answer for the same response.
 */
@FunctionalInterface
public interface Ruling {
    /** As responses say. */
    Ruling NONE = (status, response) -> Optional.empty();

    /**
     * The directives that hold instead of Cache-Control, Expires and targeted fields.
     *
     * @param status of the response; of a part (206) that of the whole, 200
     * @return in the syntax of Cache-Control; empty: the response's own hold
     */
    Optional<String> instead(int status, Headers response);
}
