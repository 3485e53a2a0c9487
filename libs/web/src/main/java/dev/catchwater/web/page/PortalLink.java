package dev.catchwater.web.page;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The link from a service's page to the page that lists all services.
 *
 * @param portal an absolute http or https URL; empty when there is no such page
 */
record PortalLink(Optional<URI> portal) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Refuses a portal that a browser could not follow. */
    PortalLink {
        portal.ifPresent(PortalLink::requireWeb);
    }

    /** An anchor, or nothing. */
    String html() {
        // A URI holds neither quotes nor angle brackets, so the ampersand alone needs an escape.
        return portal.map(uri -> "<a href=\"" + uri.toASCIIString().replace("&", "&amp;") + "\">All services</a>")
                .orElse("");
    }

    private static void requireWeb(URI uri) {
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "catchwater.web.portal must be an absolute http or https URL, not " + uri);
        }
    }
}
