package dev.catchwater.fairlead.form;

import java.util.regex.Pattern;

/** Text as forms send it. */
final class FormText {
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

    private FormText() {}

    /** Halves of surrogate pairs become U+FFFD, as the URL and Encoding standards have it. */
    static String wellFormed(String text) {
        return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    }

    /** Every line break becomes CRLF (HTML standard, multipart/form-data encoding algorithm). */
    static String withCrlf(String text) {
        return LINE_BREAK.matcher(wellFormed(text)).replaceAll("\r\n");
    }

    /** A name or filename between quotes: what could end it is percent-encoded (the same algorithm; RFC 7578 §2). */
    static String quoted(String text) {
        return "\"" + text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22") + "\"";
    }
}
