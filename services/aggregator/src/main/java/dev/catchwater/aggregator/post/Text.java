package dev.catchwater.aggregator.post;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Foreign text made fit to stand beside other text. Bidirectional embeddings, overrides and isolates are taken out:
 * left open, they would turn the words of the next post around. Marks (LRM, RLM) stay; they reach no further than
 * their neighbours.
 */
public final class Text {

    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]|[\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\uFFFE\\uFFFF]");
    private static final Pattern SPACES = Pattern.compile("[ \\t\\u00A0\\r]+");
    private static final Pattern LINES = Pattern.compile(" ?\\n[ \\n]*");

    private Text() {}

    /** Without control characters and bidirectional formatting. */
    public static String withoutControls(String text) {
        return CONTROLS.matcher(text).replaceAll("");
    }

    /** Without controls, runs of spaces as one, empty lines gone. */
    public static String tidy(String text) {
        String spaced = SPACES.matcher(withoutControls(text)).replaceAll(" ");
        return LINES.matcher(spaced).replaceAll("\n").strip();
    }

    /** One tidy line of at most {@code max} characters, ending in an ellipsis if cut; null for nothing. */
    public static @Nullable String line(@Nullable String text, int max) {
        if (text == null) {
            return null;
        }
        String line = tidy(text).replace('\n', ' ');
        if (line.length() <= max) {
            return line.isEmpty() ? null : line;
        }
        int end = Character.isHighSurrogate(line.charAt(max - 2)) ? max - 2 : max - 1;
        return line.substring(0, end) + "…";
    }
}
