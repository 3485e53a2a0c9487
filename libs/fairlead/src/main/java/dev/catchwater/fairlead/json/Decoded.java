package dev.catchwater.fairlead.json;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import java.net.URI;
import java.util.List;

/**
 * A value, and the head of the answer that it was read from; its body is over.
 *
 * @param status 2xx
 * @param uri what answered, after redirects
 * @param hops the redirects that were followed, in order
 * @param value what was read
 */
public record Decoded<T>(int status, Headers headers, URI uri, List<Response.Hop> hops, T value) {
    static <T> Decoded<T> of(Response response, T value) {
        return new Decoded<>(response.status(), response.headers(), response.uri(), response.hops(), value);
    }

    /** Status and origin; the value, path and query may hold secrets. */
    @Override
    public String toString() {
        return status + " from " + Request.originOf(uri);
    }
}
