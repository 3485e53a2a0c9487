package dev.catchwater.fairlead.cache;

import java.net.URI;
import java.util.Locale;

/**
 * What responses are stored under (RFC 9111 §2): the target URI, in the form of RFC 9110 §4.2.3, without fragment. The
 * method is always GET. A cache may keep some of a target's responses apart from the others; all are invalidated together
 * (§4.4).
 *
 * @param value scheme, host, port, path and query, and after a space what keeps it apart; may hold secrets
 */
public record PrimaryKey(String value) {
    /** The key of an absolute http or https URI. */
    public static PrimaryKey of(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new PrimaryKey(originOf(uri) + path + query);
    }

    /**
     * A key of the same target for some of its responses, which no request finds under any other.
     *
     * @param what sets them apart; not a secret, and always the same for the same
     */
    public PrimaryKey apart(String what) {
        return new PrimaryKey(value + " " + what);
    }

    /** The target itself: the key without what keeps it apart. */
    public PrimaryKey target() {
        int space = value.indexOf(' ');
        return space < 0 ? this : new PrimaryKey(value.substring(0, space));
    }

    /** Scheme, host and port, e.g. {@code https://example.org:443}. */
    public String origin() {
        return value.substring(0, value.indexOf('/', value.indexOf("//") + 2));
    }

    static String originOf(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        // java.net.URI sees no host in a name with an underscore; the authority still tells such origins apart.
        String host = uri.getHost() == null ? String.valueOf(uri.getRawAuthority()) : uri.getHost();
        return scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** Without the query. */
    @Override
    public String toString() {
        int query = value.indexOf('?');
        return query < 0 ? value : value.substring(0, query);
    }
}
