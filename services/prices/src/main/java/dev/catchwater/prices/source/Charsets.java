package dev.catchwater.prices.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a page: its header decides, then its first kilobyte, then UTF-8. */
final class Charsets {

    private static final int PRESCAN = 1_024;
    private static final Pattern IN_TYPE =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private Charsets() {}

    static String text(byte[] bytes, @Nullable String contentType) {
        if (bytes.length > 2 && (bytes[0] & 0xff) == 0xEF && (bytes[1] & 0xff) == 0xBB && (bytes[2] & 0xff) == 0xBF) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        Charset stated = contentType == null ? null : charset(contentType);
        if (stated == null) {
            stated = charset(new String(bytes, 0, Math.min(bytes.length, PRESCAN), StandardCharsets.ISO_8859_1));
        }
        return new String(bytes, stated == null ? StandardCharsets.UTF_8 : stated);
    }

    private static @Nullable Charset charset(String text) {
        Matcher found = IN_TYPE.matcher(text);
        if (!found.find()) {
            return null;
        }
        try {
            return Charset.forName(found.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }
}
