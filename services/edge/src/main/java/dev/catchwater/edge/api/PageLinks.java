package dev.catchwater.edge.api;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where the page leads beyond this service.
 *
 * @param portal the page that lists all services, an absolute http or https URL; empty when there is none
 */
public record PageLinks(Optional<URI> portal) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Refuses a portal that a browser could not follow. */
    public PageLinks {
        portal.ifPresent(PageLinks::requireWeb);
    }

    private static void requireWeb(URI uri) {
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "catchwater.edge.portal must be an absolute http or https URL, not " + uri);
        }
    }
}
