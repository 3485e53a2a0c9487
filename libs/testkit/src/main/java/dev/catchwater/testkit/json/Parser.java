package dev.catchwater.testkit.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one JSON text from begin to end. */
final class Parser {
    private static final int DEPTH_LIMIT = 200;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,6})?");

    private final String text;
    private int at;
    private int depth;

    Parser(String text) {
        this.text = text;
    }

    Json parse() {
        Json value = value();
        skipBlanks();
        if (at < text.length()) {
            throw broken("more than one value");
        }
        return value;
    }

    private Json value() {
        skipBlanks();
        return switch (peek()) {
            case '{' -> nested(this::members);
            case '[' -> nested(this::items);
            case '"' -> new Json.Text(string());
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private Json nested(Supplier<Json> reader) {
        if (++depth > DEPTH_LIMIT) {
            throw broken("more than " + DEPTH_LIMIT + " levels");
        }
        at++;
        Json value = reader.get();
        depth--;
        return value;
    }

    private Json members() {
        Map<String, Json> members = new LinkedHashMap<>();
        if (!taken('}')) {
            do {
                skipBlanks();
                String name = string();
                need(':');
                members.put(name, value());
            } while (taken(','));
            need('}');
        }
        return new Json.Members(members);
    }

    private Json items() {
        List<Json> items = new ArrayList<>();
        if (!taken(']')) {
            do {
                items.add(value());
            } while (taken(','));
            need(']');
        }
        return new Json.Items(items);
    }

    private Json word(String word) {
        if (!text.startsWith(word, at)) {
            throw broken("no value");
        }
        at += word.length();
        return new Json.Word(word);
    }

    private Json number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw broken("no value");
        }
        at = number.end();
        return new Json.Numeral(new BigDecimal(number.group()));
    }

    private String string() {
        if (peek() != '"') {
            throw broken("no string");
        }
        var string = new StringBuilder();
        for (at++; peek() != '"'; at++) {
            if (peek() < ' ') {
                throw broken("a control character in a string");
            }
            string.append(peek() == '\\' ? escaped() : peek());
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        at++;
        return switch (peek()) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\', '/' -> peek();
            case 'u' -> unicode();
            default -> throw broken("no escape");
        };
    }

    private char unicode() {
        try {
            char unit = (char) Integer.parseInt(text, at + 1, at + 5, 16);
            at += 4;
            return unit;
        } catch (NumberFormatException | IndexOutOfBoundsException broken) {
            throw broken("no escape");
        }
    }

    private boolean taken(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void need(char wanted) {
        if (!taken(wanted)) {
            throw broken("no " + wanted);
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw broken("ends too early");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException broken(String what) {
        return new IllegalArgumentException("not JSON: " + what + " at character " + at);
    }
}
