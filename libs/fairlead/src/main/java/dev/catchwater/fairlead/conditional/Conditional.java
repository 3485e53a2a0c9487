package dev.catchwater.fairlead.conditional;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;

/** The answer to a conditional GET. */
public sealed interface Conditional {
    /** What to keep for the next time. */
    Validators validators();

    /**
     * Something new, or something that is no success: the status says. The body is still to be read. Of an answer that
     * is no success the validators are those known before.
     */
    record Fetched(Response response, Validators validators) implements Conditional {}

    /** Nothing changed since. */
    record NotModified(Response response, Validators validators) implements Conditional {}

    /**
     * Asks whether what is known has changed.
     *
     * @param client sends the request, e.g. {@code httpClient::send}
     * @param known what an earlier answer said
     */
    static Uni<Conditional> get(Next client, Request request, Validators known) {
        return client.proceed(known.apply(request))
                .map(response -> response.status() == 304
                        ? new NotModified(response, known.updatedBy(response.headers()))
                        : new Fetched(response, response.isSuccess() ? Validators.of(response.headers()) : known));
    }
}
