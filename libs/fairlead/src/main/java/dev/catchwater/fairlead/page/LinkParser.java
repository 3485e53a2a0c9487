package dev.catchwater.fairlead.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one line of a Link header (RFC 8288 appendix B.2, but strict: a line with an error has no links). */
final class LinkParser {
    static final int MAX_LINKS = 256;
    private static final int MAX_CHARS = 16 * 1024;
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private final String line;
    private int at;

    LinkParser(String line) {
        this.line = line;
    }

    /** An error in the line; without a stack trace, it is no bug. */
    private static final class NoLinks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoLinks() {
            super("no links", null, false, false);
        }
    }

    List<Link> links() {
        if (line.length() > MAX_CHARS) {
            return List.of();
        }
        try {
            return all();
        } catch (NoLinks error) {
            return List.of();
        }
    }

    private List<Link> all() {
        List<Link> links = new ArrayList<>();
        skipSpace();
        while (at < line.length()) {
            // Empty elements of a list are allowed (RFC 9110 §5.6.1.2).
            if (line.charAt(at) != ',') {
                links.add(link());
            }
            skipSpace();
            if (at < line.length()) {
                expect(',');
                skipSpace();
            }
        }
        return links.size() <= MAX_LINKS ? links : links.subList(0, MAX_LINKS);
    }

    private Link link() {
        expect('<');
        int end = line.indexOf('>', at);
        if (end < 0) {
            throw new NoLinks();
        }
        String target = line.substring(at, end);
        at = end + 1;
        Map<String, String> parameters = new HashMap<>();
        skipSpace();
        while (at < line.length() && line.charAt(at) == ';') {
            at++;
            skipSpace();
            if (at < line.length() && line.charAt(at) != ';' && line.charAt(at) != ',') {
                String name = token().toLowerCase(Locale.ROOT);
                parameters.putIfAbsent(name, value());
                skipSpace();
            }
        }
        return new Link(target, parameters);
    }

    private String value() {
        skipSpace();
        if (at >= line.length() || line.charAt(at) != '=') {
            return "";
        }
        at++;
        skipSpace();
        return at < line.length() && line.charAt(at) == '"' ? quoted() : token();
    }

    private String quoted() {
        at++;
        StringBuilder text = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\') {
                if (at == line.length()) {
                    break;
                }
                c = line.charAt(at++);
            }
            text.append(c);
        }
        throw new NoLinks();
    }

    private String token() {
        int start = at;
        while (at < line.length() && isTokenChar(line.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new NoLinks();
        }
        return line.substring(start, at);
    }

    private static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }

    private void expect(char c) {
        if (at >= line.length() || line.charAt(at) != c) {
            throw new NoLinks();
        }
        at++;
    }

    private void skipSpace() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }
}
