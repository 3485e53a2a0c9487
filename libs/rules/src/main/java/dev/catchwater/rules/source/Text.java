package dev.catchwater.rules.source;

import java.util.regex.Pattern;

/** Questions about source text that need no tree. */
final class Text {

    static final String EXCUSE = "// Longer than the house allows:";

    // A reason of fewer characters is none.
    private static final Pattern EXCUSED = Pattern.compile(Pattern.quote(EXCUSE) + "[ \\t]*\\S[^\\n]{9,}");
    private static final Pattern LICENCE = Pattern.compile("\\A\\s*/\\*(?!\\*).*?\\*/", Pattern.DOTALL);

    private Text() {}

    static int nonBlank(String text) {
        return Math.toIntExact(text.lines().filter(line -> !line.isBlank()).count());
    }

    static String withoutLicence(String text) {
        return LICENCE.matcher(text).replaceFirst("");
    }

    static boolean excused(String text) {
        return EXCUSED.matcher(text).find();
    }
}
