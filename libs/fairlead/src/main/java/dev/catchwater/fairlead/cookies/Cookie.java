package dev.catchwater.fairlead.cookies;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A stored cookie (RFC 6265bis §5.7).
 *
 * @param name may be empty
 * @param value a secret
 * @param domain the host, or the domain whose hosts get it, in lower case
 * @param hostOnly whether only that very host gets it
 * @param path the prefix of the paths that get it
 * @param secure whether it goes over https only
 * @param httpOnly kept for who shows cookies to scripts; nothing here does
 * @param created when it was first set: among equal paths the older goes first
 * @param accessed when it was last set or sent: the longest unused is evicted first
 * @param expires empty: with the jar
 */
public record Cookie(
        String name,
        String value,
        String domain,
        boolean hostOnly,
        String path,
        boolean secure,
        boolean httpOnly,
        SameSite sameSite,
        Instant created,
        Instant accessed,
        Optional<Instant> expires) {
    /** Bytes of a name and its value together (RFC 6265bis §5.6). */
    static final int MAX_BYTES = 4096;

    public Cookie {
        if (name.length() + value.length() > MAX_BYTES || hasControls(name) || hasControls(value)) {
            throw new IllegalArgumentException("a cookie has at most 4096 bytes and no control characters");
        }
        if (!path.startsWith("/") || !domain.equals(domain.toLowerCase(Locale.ROOT)) || domain.isEmpty()) {
            throw new IllegalArgumentException("a cookie has an absolute path and a domain in lower case");
        }
    }

    /** What makes two cookies the same one. */
    record Key(String name, String domain, boolean hostOnly, String path) {}

    Key key() {
        return new Key(name, domain, hostOnly, path);
    }

    /** All but HTAB; fields are ISO 8859-1, beyond which nothing can be sent. */
    static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff);
    }

    boolean isExpired(Instant now) {
        return expires.isPresent() && !expires.get().isAfter(now);
    }

    /** Whether it goes to this target at all; RFC 6265bis §5.8.3 without SameSite. */
    boolean fits(String host, String requestPath, boolean overTls) {
        return (hostOnly ? host.equals(domain) : domainMatches(host, domain))
                && pathMatches(requestPath, path)
                && (overTls || !secure);
    }

    /** RFC 6265bis §5.1.3. */
    static boolean domainMatches(String host, String domain) {
        return host.equals(domain)
                || (host.endsWith(domain)
                        && host.charAt(host.length() - domain.length() - 1) == '.'
                        && !PublicSuffixes.isAddress(host));
    }

    /** RFC 6265bis §5.1.4. */
    static boolean pathMatches(String requestPath, String path) {
        return requestPath.equals(path)
                || (requestPath.startsWith(path) && (path.endsWith("/") || requestPath.charAt(path.length()) == '/'));
    }

    Cookie createdAt(Instant first) {
        return new Cookie(name, value, domain, hostOnly, path, secure, httpOnly, sameSite, first, accessed, expires);
    }

    Cookie accessedAt(Instant now) {
        return new Cookie(name, value, domain, hostOnly, path, secure, httpOnly, sameSite, created, now, expires);
    }

    String pair() {
        return name.isEmpty() ? value : name + "=" + value;
    }

    /** Without the value, and without the name, which is the value of cookies without a name. */
    @Override
    public String toString() {
        return "cookie of " + domain + path;
    }
}
