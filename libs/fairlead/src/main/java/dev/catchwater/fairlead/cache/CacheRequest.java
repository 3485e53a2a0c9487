package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import java.net.URI;

/**
 * A request as far as a cache has to know it.
 *
 * @param uri absolute
 */
public record CacheRequest(Method method, URI uri, Headers headers) {
    boolean isGet() {
        return method.equals(Method.GET);
    }

    boolean isHead() {
        return method.equals(Method.HEAD);
    }

    /** Methods and header names; the URI's query may hold secrets. */
    @Override
    public String toString() {
        return method + " " + headers;
    }
}
