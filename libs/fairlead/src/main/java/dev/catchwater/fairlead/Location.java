package dev.catchwater.fairlead;

import java.net.URI;

/** Where a Location field (RFC 9110 §10.2.2) or a link leads, seen from what sent it. */
public final class Location {
    private static final String NOT_IN_URIS = "\"<>\\^`{|}";
    private static final String HEX = "0123456789ABCDEF";

    private Location() {}

    /**
     * The target, resolved as RFC 3986 §5.2 says; characters that no URI may hold are encoded.
     *
     * @throws HttpException with {@link HttpFailure.BadRedirect} if it is no URI even so
     */
    public static URI resolve(URI base, String location) {
        try {
            URI reference = URI.create(encoded(location.trim()));
            URI whole = base.getRawPath() == null || base.getRawPath().isEmpty()
                    ? URI.create(base.toString().replaceFirst("^([^?#]*)", "$1/"))
                    : base;
            // java.net.URI follows RFC 2396, which drops the last segment here; RFC 3986 §5.2.2 keeps the path.
            boolean sameDocument = !reference.isAbsolute()
                    && reference.getRawAuthority() == null
                    && reference.getRawPath().isEmpty();
            return sameDocument ? sameDocument(whole, reference) : whole.resolve(reference);
        } catch (IllegalArgumentException quotesTheLocation) {
            throw new HttpFailure.BadRedirect("its Location is not a URI").asException();
        }
    }

    private static URI sameDocument(URI base, URI reference) {
        String query = reference.getRawQuery() == null ? base.getRawQuery() : reference.getRawQuery();
        String path = base.getScheme() + "://" + base.getRawAuthority() + base.getRawPath();
        return URI.create(query == null ? path : path + "?" + query);
    }

    /** Servers send spaces, bars and raw UTF-8, and browsers follow; header fields come in ISO 8859-1, a byte a char. */
    private static String encoded(String location) {
        StringBuilder clean = new StringBuilder(location.length() + 16);
        for (int i = 0; i < location.length(); i++) {
            char c = location.charAt(i);
            if (c <= ' ' || c >= 0x7f || NOT_IN_URIS.indexOf(c) >= 0) {
                clean.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            } else {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
