package dev.catchwater.weather.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Words of providers, in a form that can be stored and told on: PostgreSQL takes no U+0000, no encoder takes half a character
 * (a lone surrogate), and nobody reads megabytes.
 */
public final class Texts {

    /** The most that one text has. */
    static final int MOST = 64 * 1024;

    private static final char UNKNOWN = '\uFFFD';

    private Texts() {}

    /** Without control characters but line ends and tabs, whole characters only, cut where it is too long. */
    public static String clean(String text) {
        int end = Math.min(text.length(), MOST);
        int clean = 0;
        while (clean < end && !isOdd(text.charAt(clean))) {
            clean++;
        }
        return clean == text.length() ? text : text.substring(0, clean) + cleaned(text, clean, end);
    }

    private static boolean isOdd(char one) {
        return Character.isSurrogate(one) || (one < ' ' && one != '\n' && one != '\t' && one != '\r');
    }

    private static String cleaned(String text, int from, int end) {
        StringBuilder out = new StringBuilder(end - from);
        int i = from;
        while (i < end) {
            char one = text.charAt(i);
            if (Character.isHighSurrogate(one) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(one).append(text.charAt(i + 1));
                i++;
            } else {
                out.append(isOdd(one) ? UNKNOWN : one);
            }
            i++;
        }
        return out.toString();
    }

    /** Makes texts of JSON clean as they are read, and takes keys out of them that are ours. */
    static final class Nodes extends JsonNodeFactory {

        private static final long serialVersionUID = 1L;

        private final transient Secrets secrets;

        Nodes(Secrets secrets) {
            this.secrets = secrets;
        }

        // Secrets first: half a key at the end of what was cut would not be known for one.
        @Override
        public TextNode textNode(String text) {
            return super.textNode(text == null ? null : clean(secrets.redacted(text)));
        }
    }
}
