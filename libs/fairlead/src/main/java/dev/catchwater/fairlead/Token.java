package dev.catchwater.fairlead;

/** Character rules of RFC 9110 §5.6.2 and §5.5, checked so that no header or method can smuggle a second line. */
final class Token {
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private Token() {}

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Field values: visible ASCII, space, tab and obs-text; never CR, LF, NUL or other controls. */
    static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }
}
