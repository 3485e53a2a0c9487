package dev.catchwater.fairlead.structured;

import java.util.function.IntPredicate;

/** A place in a field's value. */
final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** The character here, NUL at the end: no structured field has one. */
    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    char next() {
        if (atEnd()) {
            throw fail("the value ends too early");
        }
        return text.charAt(at++);
    }

    /** Steps over this character if it is here. */
    boolean skip(char wanted) {
        if (atEnd() || text.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char wanted) {
        if (!skip(wanted)) {
            throw fail("'" + wanted + "' is missing");
        }
    }

    void skipSpaces() {
        while (skip(' ')) {
            // each step is in the condition
        }
    }

    /** Optional whitespace: spaces and tabs (RFC 9110 §5.6.3). */
    void skipWhitespace() {
        while (skip(' ') || skip('\t')) {
            // each step is in the condition
        }
    }

    /** The longest run from here of characters that are wanted. */
    String take(IntPredicate wanted) {
        int from = at;
        while (!atEnd() && wanted.test(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    StructuredFieldException fail(String why) {
        return new StructuredFieldException("at character " + at + ": " + why);
    }
}
