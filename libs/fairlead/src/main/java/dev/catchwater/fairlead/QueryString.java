package dev.catchwater.fairlead;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a query, in order. All but the unreserved characters of RFC 3986 §2.3 are percent-encoded, the space as
 * {@code %20}: RFC 3986 and the parser of the URL standard read that alike.
 */
final class QueryString {
    private static final int MAX_URI_CHARS = 32 * 1024;
    private static final String HEX = "0123456789ABCDEF";

    private QueryString() {}

    static Optional<String> first(URI uri, String name) {
        for (String each : orEmpty(uri.getRawQuery()).split("&", -1)) {
            String[] pair = each.split("=", 2);
            if (decode(pair[0]).equals(name)) {
                return Optional.of(pair.length == 2 ? decode(pair[1]) : "");
            }
        }
        return Optional.empty();
    }

    static URI with(URI uri, String name, String value) {
        String more = encode(name) + "=" + encode(value);
        String query = uri.getRawQuery();
        return rebuild(uri, query == null || query.isEmpty() ? more : query + "&" + more);
    }

    static URI replace(URI uri, String name, String value) {
        List<String> kept = new ArrayList<>();
        String pair = encode(name) + "=" + encode(value);
        boolean placed = false;
        String query = uri.getRawQuery();
        for (String each : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            if (!decode(each.split("=", 2)[0]).equals(name)) {
                kept.add(each);
            } else if (!placed) {
                kept.add(pair);
                placed = true;
            }
        }
        if (!placed) {
            kept.add(pair);
        }
        return rebuild(uri, String.join("&", kept));
    }

    private static URI rebuild(URI uri, String query) {
        String text = uri.getScheme() + "://" + uri.getRawAuthority() + orEmpty(uri.getRawPath()) + "?" + query
                + (uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
        if (text.length() > MAX_URI_CHARS) {
            throw new HttpFailure.InvalidRequest("the URI is longer than " + MAX_URI_CHARS + " characters")
                    .asException();
        }
        return URI.create(text);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** A name as it was meant; one that is no encoding stands for itself. */
    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            return raw;
        }
    }

    private static String encode(String text) {
        if (text.length() > MAX_URI_CHARS) {
            throw new HttpFailure.InvalidRequest("a query parameter is longer than " + MAX_URI_CHARS + " characters")
                    .asException();
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "-._~".indexOf(b) >= 0;
    }
}
