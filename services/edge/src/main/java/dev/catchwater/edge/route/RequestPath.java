package dev.catchwater.edge.route;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Paths as they stand in requests. What RFC 3986 §6.2.2 calls equivalent has one form here: escapes of unreserved
 * characters are what they stand for, the others have capital digits. Nothing else is merged: what one server takes for
 * the same and another does not is how answers for one come to be stored under the path of another (web cache deception).
 */
public final class RequestPath {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~";

    /** What means something else where it is decoded once more. */
    private static final Pattern TWICE = Pattern.compile("%25(?:2e|2f|5c|00|0a|0d|23|3f|25)");

    private RequestPath() {}

    /**
     * The normal form.
     *
     * @param path as it came, without the query; one with an escape that is none stays as it is
     */
    public static String normalised(String path) {
        return path.indexOf('%') < 0 ? path : decoded(path);
    }

    private static String decoded(String path) {
        StringBuilder form = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '%') {
                form.append(path.charAt(i));
                continue;
            }
            int octet = octetAt(path, i);
            if (octet < 0) {
                return path; // what follows it could become an escape
            }
            // A dot is unreserved, too, but %2E may hide a segment that walks upwards from who looks for "..".
            if (UNRESERVED.indexOf(octet) >= 0) {
                form.append((char) octet);
            } else {
                form.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return form.toString();
    }

    /**
     * Why servers may disagree on what the path means, in words: before any byte of such a request goes on, it is refused.
     *
     * @param path as it came, without the query
     */
    public static Optional<String> ambiguity(String path) {
        if (!path.startsWith("/")) {
            return Optional.of("the path does not begin with /");
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' && octetAt(path, i) < 0) {
                return Optional.of("the path has a % without two hexadecimal digits");
            }
            if (c == '\\' || c <= ' ' || c >= 0x7f || c == '#') {
                return Optional.of("the path has a character that belongs in no path");
            }
        }
        return hidden(path.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> hidden(String path) {
        if (path.contains("%2f") || path.contains("%5c")) {
            return Optional.of("the path has an encoded slash");
        }
        if (path.contains("%00") || path.contains("%0a") || path.contains("%0d")) {
            return Optional.of("the path has an encoded control character");
        }
        if (TWICE.matcher(path).find()) {
            return Optional.of("the path is encoded twice");
        }
        for (String segment : path.replace("%2e", ".").split("/", -1)) {
            String bare = segment.split(";", 2)[0];
            if (bare.equals(".") || bare.equals("..")) {
                return Optional.of("the path has a dot segment");
            }
        }
        return Optional.empty();
    }

    /** The octet that an escape stands for; -1 if there is none. */
    private static int octetAt(String path, int at) {
        if (at + 2 >= path.length()) {
            return -1;
        }
        int high = HexFormat.isHexDigit(path.charAt(at + 1)) ? HexFormat.fromHexDigit(path.charAt(at + 1)) : -1;
        int low = HexFormat.isHexDigit(path.charAt(at + 2)) ? HexFormat.fromHexDigit(path.charAt(at + 2)) : -1;
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
