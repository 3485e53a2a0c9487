package dev.catchwater.fairlead;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The URI, and what is made of it in almost every call, once for all copies. */
final class Target {
    final URI uri;
    private @Nullable String origin;
    private @Nullable String authority;

    Target(URI uri) {
        this.uri = uri;
    }

    String origin() {
        String known = origin;
        if (known == null) {
            known = Request.originOf(uri);
            origin = known;
        }
        return known;
    }

    String authority() {
        String known = authority;
        if (known == null) {
            known = origin().substring(origin().indexOf("://") + 3);
            authority = known;
        }
        return known;
    }
}
