package dev.catchwater.web.etag;

import java.util.regex.Pattern;

/** The If-None-Match field (RFC 9110 §13.1.2). */
final class IfNoneMatch {
    private static final int LONGEST = 8192;
    private static final Pattern TAG =
            Pattern.compile("\\s*(?:W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"\\s*(?:,|$)|\\s*,");

    private IfNoneMatch() {}

    /**
     * Whether the client has what is tagged; weak comparison (§8.8.3.2).
     *
     * @param field the field's value, lines joined by commas
     * @param tag our own, with quotes
     */
    static boolean has(String field, String tag) {
        if (field.strip().equals("*")) {
            return true;
        }
        if (field.length() > LONGEST) {
            return false;
        }
        var own = tag.startsWith("W/") ? tag.substring(2) : tag;
        var tags = TAG.matcher(field);
        while (tags.lookingAt() && tags.end() > tags.start()) {
            if (tags.group(1) != null && own.equals("\"" + tags.group(1) + "\"")) {
                return true;
            }
            tags.region(tags.end(), field.length());
        }
        return false;
    }
}
