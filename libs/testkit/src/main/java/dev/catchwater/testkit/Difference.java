package dev.catchwater.testkit;

/** What was expected and what was there, at one place of a request (empty where there is only one). */
record Difference(String place, String expected, String actual) {
    private static final int SHOWN = 200;
    private static final int BEFORE = 40;

    /** Both on lines of their own below each other, from the same character on, so that the eye finds what differs. */
    String text(String indent) {
        int common = 0;
        int shorter = Math.min(expected.length(), actual.length());
        while (common < shorter && expected.charAt(common) == actual.charAt(common)) {
            common++;
        }
        int from = common > SHOWN / 2 ? common - BEFORE : 0;
        return (place.isEmpty() ? "" : place + "\n" + indent) + "expected " + window(expected, from) + "\n" + indent
                + "actual   " + window(actual, from) + "\n";
    }

    static String brief(String text) {
        return window(text, 0);
    }

    private static String window(String text, int from) {
        int end = Math.min(text.length(), from + SHOWN);
        String line =
                text.substring(Math.min(from, end), end).replace("\r", "\\r").replace("\n", "\\n");
        return (from > 0 ? "…" : "") + line + (end < text.length() ? "… (" + text.length() + " characters)" : "");
    }
}
