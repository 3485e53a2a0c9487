package dev.catchwater.fairlead.cache;

import java.net.URI;
import java.util.Locale;

/**
 * What responses are stored under (RFC 9111 §2): the target URI, in the form of RFC 9110 §4.2.3, without fragment. The
 * method is always GET.
 *
 * @param value scheme, host, port, path and query; may hold secrets
 */
public record PrimaryKey(String value) {
    /** The key of an absolute http or https URI. */
    public static PrimaryKey of(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new PrimaryKey(originOf(uri) + path + query);
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
