package dev.catchwater.fairlead.cookies;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Decides whether a cookie may be set by whom it came from (RFC 6265bis §5.7), all but what the jar already holds. */
final class Reception {
    private Reception() {}

    static Optional<Cookie> accept(SetCookie set, URI from, boolean sameSite, Instant now) {
        String host = host(from);
        if (!set.domain.isEmpty() && !Cookie.domainMatches(host, set.domain)) {
            return Optional.empty();
        }
        boolean isPublic = !set.domain.isEmpty() && PublicSuffixes.isPublic(set.domain);
        boolean hostOnly = set.domain.isEmpty() || isPublic;
        boolean refused = (isPublic && !set.domain.equals(host))
                || (set.secure && !isSecure(from))
                || (set.sameSite == SameSite.NONE ? !set.secure : !sameSite)
                || breaksItsPrefix(set, hostOnly);
        if (refused) {
            return Optional.empty();
        }
        String domain = hostOnly ? host : set.domain;
        String path = set.path == null ? defaultPath(from) : set.path;
        return Optional.of(new Cookie(
                set.name,
                set.value,
                domain,
                hostOnly,
                path,
                set.secure,
                set.httpOnly,
                set.sameSite,
                now,
                now,
                set.expiry()));
    }

    /** RFC 6265bis §4.1.3, without regard to case; a cookie without a name must not look like one with a prefix. */
    private static boolean breaksItsPrefix(SetCookie set, boolean hostOnly) {
        String name = (set.name.isEmpty() ? set.value : set.name).toLowerCase(Locale.ROOT);
        boolean host = name.startsWith("__host-");
        boolean hostHttp = name.startsWith("__host-http-");
        boolean http = name.startsWith("__http-");
        boolean any = host || http || name.startsWith("__secure-");
        boolean bound = hostOnly && "/".equals(set.path);
        return any && (set.name.isEmpty() || !set.secure || (host && !bound) || ((http || hostHttp) && !set.httpOnly));
    }

    /** RFC 6265bis §5.1.4. */
    private static String defaultPath(URI uri) {
        String path = path(uri);
        int last = path.lastIndexOf('/');
        return last <= 0 ? "/" : path.substring(0, last);
    }

    static String path(URI uri) {
        String path = uri.getRawPath();
        return path == null || !path.startsWith("/") ? "/" : path;
    }

    static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Same scheme and same registrable domain (RFC 6265bis §5.2). */
    static boolean isSameSite(URI one, URI another) {
        return isSecure(one) == isSecure(another)
                && PublicSuffixes.site(host(one)).equals(PublicSuffixes.site(host(another)));
    }
}
