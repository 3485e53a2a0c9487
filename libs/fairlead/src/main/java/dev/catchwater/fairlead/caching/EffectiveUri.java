package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Request;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a request is about: its URI, with the authority that a Host of the caller's own names (RFC 9110 §7.1). */
final class EffectiveUri {
    private EffectiveUri() {}

    /** Empty if Host names none, or several: what the origin makes of that is its own affair. */
    static Optional<URI> of(Request request) {
        if (!request.headers().contains("Host")) {
            return Optional.of(request.uri());
        }
        List<String> hosts = request.headers().all("Host");
        return hosts.size() == 1 ? with(hosts.getFirst().strip(), request.uri()) : Optional.empty();
    }

    private static Optional<URI> with(String authority, URI uri) {
        if (authority.equalsIgnoreCase(uri.getRawAuthority())) {
            return Optional.of(uri);
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        try {
            URI named = URI.create(uri.getScheme() + "://" + authority + uri.getRawPath() + query);
            return authority.equals(named.getRawAuthority()) && named.getHost() != null && named.getUserInfo() == null
                    ? Optional.of(named)
                    : Optional.empty();
        } catch (IllegalArgumentException noAuthority) {
            return Optional.empty();
        }
    }
}
