package dev.catchwater.fairlead;

import io.smallrye.mutiny.Uni;

/**
 * One step in the life of a call. A stage sees only the nouns of this package, knows no other stage, and may pass the
 * request on once, several times (retry) or not at all (a cache).
 *
 * <p>The head of a response is not the end of a call: what a stage holds while a call runs it gives back in
 * {@link ResponseBody#onEnd}, or when the {@code Uni} fails or is cancelled.
 */
@FunctionalInterface
public interface Stage {
    /** Handles the request, usually by {@code next.proceed(request)}; failures are {@link HttpException}s. */
    Uni<Response> apply(Request request, Next next);
}
