package dev.catchwater.prices.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a page: its header decides, then its first kilobyte, then UTF-8. */
final class Charsets {

    private static final int PRESCAN = 1_024;
    private static final Pattern IN_TYPE =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);

    /** Labels that do not mean what they say (WHATWG Encoding §4.2): in Latin 1 there is no euro, on such pages there is. */
    private static final Map<String, String> AS_BROWSERS = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("l1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("latin5", "windows-1254"),
            Map.entry("iso-8859-11", "windows-874"),
            Map.entry("tis-620", "windows-874"),
            Map.entry("gb2312", "GBK"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"));

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
            String label = found.group(1).toLowerCase(Locale.ROOT);
            return Charset.forName(AS_BROWSERS.getOrDefault(label, label));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }
}
