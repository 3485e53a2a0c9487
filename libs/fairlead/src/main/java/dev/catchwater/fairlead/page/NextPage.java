package dev.catchwater.fairlead.page;

import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.json.Decoded;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Finds the request for the page after one that was read.
 *
 * @param <P> what a page is read as
 */
@FunctionalInterface
public interface NextPage<P> {
    /** The request for the next page; empty after the last. */
    Optional<Request> after(Request request, P page);

    /** By the {@code rel=next} of the Link header (RFC 8288), resolved against what answered. */
    static <T> NextPage<Decoded<T>> byLink() {
        return (request, page) -> Link.parse(page.headers().all("Link")).stream()
                .filter(link -> link.isRel("next"))
                .findFirst()
                .flatMap(link -> link.resolve(page.uri()))
                .map(target -> moved(request, target));
    }

    /** By a cursor that each page but the last names, sent back as a query parameter. */
    static <P> NextPage<P> byCursor(String parameter, Function<P, Optional<String>> cursor) {
        return (request, page) ->
                cursor.apply(page).filter(text -> !text.isEmpty()).map(text -> request.replaceQuery(parameter, text));
    }

    /**
     * By counting pages.
     *
     * @param first the number of the page that the first request asks for
     */
    static <P> NextPage<P> byNumber(String parameter, long first, Predicate<P> last) {
        return (request, page) -> last.test(page)
                ? Optional.empty()
                : Optional.of(request.replaceQuery(parameter, Long.toString(number(request, parameter, first) + 1)));
    }

    /** By the number of items before the page; a page without items is the last. */
    static <P> NextPage<P> byOffset(String parameter, ToLongFunction<P> items) {
        return (request, page) -> items.applyAsLong(page) == 0
                ? Optional.empty()
                : Optional.of(request.replaceQuery(
                        parameter, Long.toString(number(request, parameter, 0) + items.applyAsLong(page))));
    }

    private static long number(Request request, String parameter, long orElse) {
        try {
            return request.query(parameter).map(Long::parseLong).orElse(orElse);
        } catch (NumberFormatException notANumber) {
            throw new HttpFailure.InvalidRequest("the parameter " + parameter + " is no number").asException();
        }
    }

    private static Request moved(Request request, URI target) {
        try {
            return request.withUri(target);
        } catch (HttpException unfit) {
            throw new HttpFailure.BadRedirect("the next page is at no address that can be requested").asException();
        }
    }
}
