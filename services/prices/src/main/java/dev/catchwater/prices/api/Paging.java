package dev.catchwater.prices.api;

import dev.catchwater.prices.api.Views.Listed;
import dev.catchwater.web.Cursors;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Lists by the numbers of what is in them. */
final class Paging {

    private Paging() {}

    static long after(Cursors.Codec cursors, @Nullable String cursor) {
        return cursor == null ? 0 : Long.parseLong(cursors.require(cursor));
    }

    /** A page of {@code limit}, of a list that was asked for one more. */
    static <T, V> Listed<V> page(
            List<T> found, int limit, Cursors.Codec cursors, ToLongFunction<T> id, Function<T, V> view) {
        boolean more = found.size() > limit;
        List<T> page = more ? found.subList(0, limit) : found;
        String next = more ? cursors.seal(Long.toString(id.applyAsLong(page.getLast()))) : null;
        return new Listed<>(page.stream().map(view).toList(), next);
    }
}
