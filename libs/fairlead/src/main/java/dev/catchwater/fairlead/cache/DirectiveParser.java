package dev.catchwater.fairlead.cache;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads Cache-Control. What is broken stays broken on its own: an unclosed quote or an unknown sign never hides the
 * directives after it, since one of them may be no-store.
 */
final class DirectiveParser {
    private static final int MAX_CHARS = 16 * 1024;

    /** The argument of a directive that is not written as one; no number, and no field's name. */
    private static final Optional<String> UNREADABLE = Optional.of("");

    private final Directives directives = new Directives();
    private final String line;
    private int at;

    private DirectiveParser(String line) {
        this.line = line;
    }

    static Directives parse(List<String> lines) {
        String joined = String.join(",", lines);
        if (joined.length() > MAX_CHARS) {
            // Nobody reads to the end to find out; what cannot be told may not be stored.
            Directives refusal = new Directives();
            refusal.add("no-store", Directives.bare());
            refusal.add("no-cache", Directives.bare());
            return refusal;
        }
        return new DirectiveParser(joined).all();
    }

    private Directives all() {
        while (at < line.length()) {
            String name = untilAny("=,").toLowerCase(Locale.ROOT);
            boolean spaced = !name.equals(name.stripTrailing());
            name = name.strip();
            Optional<String> argument = Directives.bare();
            if (at < line.length() && line.charAt(at) == '=') {
                at++;
                argument = argument();
                argument = spaced ? UNREADABLE : argument;
            }
            if (!name.isEmpty()) {
                directives.add(name, argument);
            }
            at++;
        }
        return directives;
    }

    private Optional<String> argument() {
        if (at < line.length() && line.charAt(at) == '"') {
            int close = closingQuote();
            if (close > 0) {
                String quoted = line.substring(at + 1, close).replaceAll("\\\\(.)", "$1");
                at = close + 1;
                // Anything between the quote and the comma makes it something else than a quoted string.
                return untilAny(",").isBlank() ? Optional.of(quoted) : UNREADABLE;
            }
        }
        String token = untilAny(",");
        return token.startsWith(" ") || token.startsWith("\t") ? UNREADABLE : Optional.of(token.strip());
    }

    private int closingQuote() {
        for (int i = at + 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }

    private String untilAny(String stops) {
        int from = at;
        while (at < line.length() && stops.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return line.substring(from, at);
    }
}
