package dev.catchwater.edge.flow;

import dev.catchwater.edge.purge.Purge;
import dev.catchwater.edge.route.Routes;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.cache.PrimaryKey;
import java.net.URI;
import java.util.List;

/** Purges by the names that people have for things: URLs stand for what their routes keep answers under. */
public final class PurgeNames {
    /**
     * A purge in words.
     *
     * @param kind url, tag, prefix, host or all
     * @param what empty for all
     */
    public record Named(String kind, String what) {}

    private PurgeNames() {}

    /**
     * All variants of a URL.
     *
     * @param url absolute
     */
    public static Purge url(Routes routes, URI url) {
        return new Purge.Uri(key(routes, url));
    }

    /**
     * All below a URL.
     *
     * @param url absolute; its query does not count
     * @throws IllegalArgumentException if it has no whole segments, or too many
     */
    public static Purge prefix(Routes routes, URI url) {
        return Purge.Prefix.of(URI.create(key(routes, url).value()));
    }

    /** A purge in words. */
    public static Named of(Purge purge) {
        return switch (purge) {
            case Purge.Uri(PrimaryKey target) -> new Named("url", target.value());
            case Purge.Tag(String name) -> new Named("tag", name);
            case Purge.Prefix(String host, List<String> segments) ->
                new Named("prefix", host + "/" + String.join("/", segments));
            case Purge.Host(String name) -> new Named("host", name);
            case Purge.All all -> new Named("all", "");
        };
    }

    private static PrimaryKey key(Routes routes, URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return routes.of(uri.getRawAuthority(), path, Headers.none())
                .map(route -> route.key(Method.GET, uri, Headers.none()).target())
                .orElseGet(() -> PrimaryKey.of(uri));
    }
}
