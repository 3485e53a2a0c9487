package dev.catchwater.edge;

import dev.catchwater.edge.route.RequestPath;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request is about (RFC 9110 §7.1), read so that there is one way to read it: everything else is refused before
 * anybody is asked.
 *
 * @param host the authority, in lower case; empty where a request in HTTP/1.0 names none
 * @param path as it came, percent-encoded where no URI may have it otherwise
 * @param query the same, without its question mark
 */
public record Target(String host, String path, Optional<String> query) {
    private static final String HEX = "0123456789ABCDEF";

    /** Characters that clients send as they are and that no URI has (RFC 3986 §2). */
    private static final String ENCODED = "\"<>\\^`{|}[]";

    /** A target, or why there is none. */
    public sealed interface Read {
        record Is(Target target) implements Read {}

        record Not(Refusal refusal) implements Read {}
    }

    /**
     * Reads the target.
     *
     * @param form the request target: a path with its query, or an absolute URI (RFC 9112 §3.2)
     * @param authority the one Host, or {@code :authority}; empty if there is none
     * @param secure whether it came over TLS
     */
    public static Read read(String form, String authority, boolean secure) {
        String host = authority.toLowerCase(Locale.ROOT);
        if (!host.isEmpty() && !isAuthority(host)) {
            return refused("bad-host", "Host is no name or address with a port");
        }
        if (form.startsWith("/")) {
            return ofPath(form, host);
        }
        String scheme = secure ? "https://" : "http://";
        if (!form.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return refused("bad-target", "the request target is neither a path nor a URI of this server");
        }
        int slash = form.indexOf('/', scheme.length());
        int end = slash < 0 ? form.length() : slash;
        String named = form.substring(scheme.length(), end).toLowerCase(Locale.ROOT);
        if (!named.equals(host)) {
            return refused("host-mismatch", "the request target and Host name different servers");
        }
        return ofPath(slash < 0 ? "/" : form.substring(slash), host);
    }

    private static Read ofPath(String form, String host) {
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return refused("bad-target", "the request target has a character that belongs in none");
            }
        }
        int mark = form.indexOf('?');
        String path = mark < 0 ? form : form.substring(0, mark);
        Optional<String> doubt = RequestPath.ambiguity(path);
        return doubt.isPresent()
                ? refused("path-confusion", doubt.get())
                : new Read.Is(new Target(
                        host,
                        encoded(path, false),
                        mark < 0 ? Optional.empty() : Optional.of(encoded(form.substring(mark + 1), true))));
    }

    private static Read refused(String token, String why) {
        return new Read.Not(Refusal.bad(token, why));
    }

    /** What no URI may have is encoded: to the origin it means the same, and java.net.URI takes it. */
    private static String encoded(String text, boolean query) {
        StringBuilder encoded = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean legal =
                    (query && (c == '[' || c == ']')) || (ENCODED.indexOf(c) < 0 && !(c == '%' && !isEscape(text, i)));
            if (!legal && encoded == null) {
                encoded = new StringBuilder(text.length() + 8).append(text, 0, i);
            }
            if (encoded != null) {
                encoded.append(legal ? String.valueOf(c) : "%" + HEX.charAt(c >> 4) + HEX.charAt(c & 15));
            }
        }
        return encoded == null ? text : encoded.toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    /** RFC 3986 §3.2.2 without user information: a name, an IPv4 address, or an IPv6 address in brackets. */
    static boolean isAuthority(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        String name = end < 0 ? host : host.substring(0, end);
        String port = end < 0 ? "" : host.substring(end);
        boolean named = name.startsWith("[")
                ? name.length() > 4
                        && name.chars().skip(1).limit(name.length() - 2L).allMatch(Target::isOfAddress)
                : !name.isEmpty() && name.length() <= 253 && name.chars().allMatch(Target::isOfName);
        return named && (port.isEmpty() || isPort(port));
    }

    private static boolean isOfAddress(int c) {
        return Character.digit(c, 16) >= 0 || c == ':' || c == '.';
    }

    private static boolean isOfName(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    }

    private static boolean isPort(String port) {
        return port.length() >= 2
                && port.length() <= 6
                && port.charAt(0) == ':'
                && port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(port.substring(1)) <= 65_535;
    }

    /** The whole, with another authority where the request names none. */
    public URI uri(String scheme, String otherwise) {
        String authority = host.isEmpty() ? otherwise : host;
        return URI.create(
                scheme + "://" + authority + path + query.map(q -> "?" + q).orElse(""));
    }
}
