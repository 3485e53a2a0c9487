package dev.catchwater.fairlead.page;

import dev.catchwater.fairlead.Request;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/**
 * Pages as one stream. A page is asked for when the reader asks for it, or for items beyond those of the page before:
 * never more than one ahead of the reader. Cancelling stops the call that is under way, and no other follows.
 *
 * <p>Fails with {@link dev.catchwater.fairlead.HttpFailure.BadRedirect} if a next page is at an origin that is not allowed
 * or was asked for before, and with {@link dev.catchwater.fairlead.HttpFailure.BadBody} beyond a bound: an end is always
 * the upstream's.
 */
public final class Pages {
    private Pages() {}

    /**
     * The pages, from the first to the last.
     *
     * @param read sends a request and reads its page, e.g. {@code request -> calls.send(request, type)}
     */
    public static <P> Multi<P> of(Function<Request, Uni<P>> read, Request first, NextPage<P> next, PagePolicy policy) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new Trail<>(first, next, policy),
                        trail -> trail.due().flatMap(read::apply).map(page -> new Step<>(page, trail.goOn(page))))
                .whilst(step -> step.more)
                .map(Step::page);
    }

    /**
     * The items of the pages, in order.
     *
     * @param items those of one page
     */
    public static <P, T> Multi<T> items(
            Function<Request, Uni<P>> read,
            Request first,
            NextPage<P> next,
            PagePolicy policy,
            Function<P, List<T>> items) {
        return Multi.createFrom().deferred(() -> {
            long[] left = {policy.maxItems()};
            return of(read, first, next, policy).onItem().transformToMultiAndConcatenate(page -> {
                List<T> those = items.apply(page);
                left[0] -= those.size();
                return left[0] < 0
                        ? Multi.createFrom().failure(Trail.tooMany(policy.maxItems(), "items"))
                        : Multi.createFrom().iterable(those);
            });
        });
    }

    private record Step<P>(P page, boolean more) {}
}
