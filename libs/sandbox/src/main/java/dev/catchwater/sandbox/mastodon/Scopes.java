package dev.catchwater.sandbox.mastodon;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** OAuth scopes (docs.joinmastodon.org/api/oauth-scopes): {@code read} covers {@code read:statuses}. */
final class Scopes {

    /** Every scope there is, in the order in which the server announces them. */
    static final List<String> ALL = List.of(
            "read",
            "profile",
            "write",
            "write:accounts",
            "write:blocks",
            "write:bookmarks",
            "write:collections",
            "write:conversations",
            "write:favourites",
            "write:filters",
            "write:follows",
            "write:lists",
            "write:media",
            "write:mutes",
            "write:notifications",
            "write:reports",
            "write:statuses",
            "read:accounts",
            "read:blocks",
            "read:bookmarks",
            "read:collections",
            "read:favourites",
            "read:filters",
            "read:follows",
            "read:lists",
            "read:mutes",
            "read:notifications",
            "read:search",
            "read:statuses",
            "follow",
            "push",
            "admin:read",
            "admin:read:accounts",
            "admin:read:reports",
            "admin:read:domain_allows",
            "admin:read:domain_blocks",
            "admin:read:ip_blocks",
            "admin:read:email_domain_blocks",
            "admin:read:canonical_email_blocks",
            "admin:write",
            "admin:write:accounts",
            "admin:write:reports",
            "admin:write:domain_allows",
            "admin:write:domain_blocks",
            "admin:write:ip_blocks",
            "admin:write:email_domain_blocks",
            "admin:write:canonical_email_blocks");

    private Scopes() {}

    /** The scopes of a space-separated list. */
    static Set<String> parse(String text) {
        var scopes = new LinkedHashSet<String>();
        for (String scope : text.strip().split("\\s+", 100)) {
            if (!scope.isEmpty()) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    static boolean known(Collection<String> scopes) {
        return ALL.containsAll(scopes);
    }

    /** Whether what was granted allows what is needed. */
    static boolean cover(Collection<String> granted, String needed) {
        int colon = needed.indexOf(':');
        return granted.contains(needed) || (colon > 0 && granted.contains(needed.substring(0, colon)));
    }

    /** Whether each of these is allowed by what was granted. */
    static boolean cover(Collection<String> granted, Collection<String> needed) {
        return needed.stream().allMatch(scope -> cover(granted, scope));
    }
}
