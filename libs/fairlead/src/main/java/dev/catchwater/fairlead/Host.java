package dev.catchwater.fairlead;

import java.net.IDN;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names with letters beyond ASCII, written as they are looked up (RFC 3490). */
final class Host {
    /** A host and a port; neither user information nor percent signs. */
    private static final Pattern AUTHORITY = Pattern.compile("([^@%:\\[\\]/?#]+)(:[0-9]*)?");

    /** Sharp s, final sigma and the joiners: RFC 3490, which Java has, makes another name of them than RFC 5891. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    private Host() {}

    /**
     * The URI with its host in ASCII; the same one if there is nothing to change.
     *
     * @throws IllegalArgumentException if the host is no name; may quote it
     */
    static URI inAscii(URI uri) {
        String authority = uri.getRawAuthority();
        if (uri.getHost() != null || authority == null || authority.chars().allMatch(c -> c < 0x80)) {
            return uri;
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || AMBIGUOUS.matcher(authority).find()) {
            return uri;
        }
        String host = IDN.toASCII(parts.group(1), IDN.USE_STD3_ASCII_RULES);
        String port = parts.group(2) == null ? "" : parts.group(2);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + host + port + uri.getRawPath() + query);
    }
}
