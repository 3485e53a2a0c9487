package dev.catchwater.fairlead.cache;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cache directives (RFC 9111 §5.2). Read leniently where that is safe: names in any case, quoted or unquoted
 * arguments; of several numbers the first counts (§4.2.1), and a restriction holds if it is there in any form.
 */
final class Directives {
    /** Seconds beyond this count as this (RFC 9111 §1.2.2). */
    static final long MOST_SECONDS = 1L << 31;

    /** Nothing said. */
    static final Directives SILENT = new Directives();

    private static final Optional<String> NONE = Optional.empty();

    private final Map<String, Optional<String>> first = new HashMap<>();
    private final Map<String, Set<String>> fields = new HashMap<>();
    private final Set<String> unqualified = new TreeSet<>();

    /** One more; {@code argument} is empty where there is none. */
    void add(String name, Optional<String> argument) {
        first.putIfAbsent(name, argument);
        Set<String> named = fieldNames(argument.orElse(""));
        if (named.isEmpty()) {
            unqualified.add(name);
        } else {
            fields.computeIfAbsent(name, missing -> new TreeSet<>()).addAll(named);
        }
    }

    boolean has(String name) {
        return first.containsKey(name);
    }

    /** Whether it is there and not restricted to some fields, as in {@code private="Set-Cookie"}. */
    boolean hasUnqualified(String name) {
        return unqualified.contains(name);
    }

    /** The fields that the directive names, in lower case: {@code no-cache="a, b"}. */
    Set<String> fieldsOf(String name) {
        return fields.getOrDefault(name, Set.of());
    }

    /** Whether it is there without an argument, as in {@code max-stale}. */
    boolean isBare(String name) {
        return first.getOrDefault(name, Optional.of("")).isEmpty();
    }

    /** Its number of seconds; {@code ifUnreadable} where it is there and has none. Empty if it is not there. */
    OptionalLong seconds(String name, long ifUnreadable) {
        Optional<String> argument = first.get(name);
        if (argument == null) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(argument.map(text -> number(text, ifUnreadable)).orElse(ifUnreadable));
    }

    /** A non-negative whole number (delta-seconds, RFC 9111 §1.2.2). */
    static long number(String text, long ifUnreadable) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return ifUnreadable;
        }
        String digits = text.replaceFirst("^0+(?=.)", "");
        return digits.length() > 10 ? MOST_SECONDS : Math.min(Long.parseLong(digits), MOST_SECONDS);
    }

    static Optional<String> bare() {
        return NONE;
    }

    private static Set<String> fieldNames(String argument) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(argument.split(",", -1))
                .map(name -> name.trim().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    static Directives of(List<String> lines) {
        return lines.isEmpty() ? SILENT : DirectiveParser.parse(lines);
    }
}
