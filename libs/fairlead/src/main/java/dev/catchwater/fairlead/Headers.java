package dev.catchwater.fairlead;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Header fields in order, immutable, with case-insensitive names (RFC 9110 §5). Values are single field lines:
 * nothing is joined or split.
 *
 * <p>Adding a name that is not a token or a value with a line break fails with {@link HttpFailure.InvalidRequest},
 * so that text from outside can never become a header of its own.
 */
public final class Headers {
    private static final Headers NONE = new Headers(new String[0]);

    // name, value, name, value…: one array instead of a map and its lists, since every call makes a few of these.
    private final String[] lines;

    private Headers(String[] lines) {
        this.lines = lines;
    }

    public static Headers none() {
        return NONE;
    }

    /** Headers from alternating names and values. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values must alternate");
        }
        for (int i = 0; i < namesAndValues.length; i += 2) {
            check(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Headers(namesAndValues.clone());
    }

    /**
     * Headers as a peer sent them, unchecked: what arrived is shown as it is, and is checked when it is sent on.
     *
     * @param namesAndValues alternating names and values; owned by the result from here on
     */
    public static Headers received(String[] namesAndValues) {
        return new Headers(namesAndValues);
    }

    /** The first value of a field. */
    public Optional<String> first(String name) {
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                return Optional.of(lines[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** All values of a field, in order. */
    public List<String> all(String name) {
        List<String> values = List.of();
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                values = values.isEmpty() ? new ArrayList<>() : values;
                values.add(lines[i + 1]);
            }
        }
        return values;
    }

    public boolean contains(String name) {
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i].equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** These lines, and then those, as they are. */
    public Headers and(Headers others) {
        if (lines.length == 0) {
            return others;
        }
        String[] all = Arrays.copyOf(lines, lines.length + others.lines.length);
        System.arraycopy(others.lines, 0, all, lines.length, others.lines.length);
        return new Headers(all);
    }

    /** These headers with one more line. */
    public Headers plus(String name, String value) {
        check(name, value);
        String[] longer = Arrays.copyOf(lines, lines.length + 2);
        longer[lines.length] = name;
        longer[lines.length + 1] = value;
        return new Headers(longer);
    }

    /** These headers with this value as the only one of its name. */
    public Headers with(String name, String value) {
        return without(name).plus(name, value);
    }

    /** These headers, and of {@code defaults} those whose names are not there yet. */
    public Headers orElse(Headers defaults) {
        if (lines.length == 0) {
            return defaults;
        }
        Headers merged = this;
        for (int i = 0; i < defaults.lines.length; i += 2) {
            if (!contains(defaults.lines[i])) {
                merged = merged.plus(defaults.lines[i], defaults.lines[i + 1]);
            }
        }
        return merged;
    }

    /** These headers without any line of this name. */
    public Headers without(String name) {
        if (!contains(name)) {
            return this;
        }
        List<String> kept = new ArrayList<>(lines.length);
        forEach((line, value) -> {
            if (!line.equalsIgnoreCase(name)) {
                kept.add(line);
                kept.add(value);
            }
        });
        return new Headers(kept.toArray(String[]::new));
    }

    public void forEach(BiConsumer<String, String> visitor) {
        for (int i = 0; i < lines.length; i += 2) {
            visitor.accept(lines[i], lines[i + 1]);
        }
    }

    /** These headers, if a peer's own bytes are nowhere in the way of sending them on. */
    public Headers requireSendable() {
        forEach(Headers::check);
        return this;
    }

    /** The number of field lines. */
    public int size() {
        return lines.length / 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && Arrays.equals(lines, that.lines);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lines);
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        forEach((name, value) -> names.add(name));
        return names.toString();
    }

    private static void check(String name, String value) {
        if (!Token.isToken(name)) {
            throw new HttpFailure.InvalidRequest("header name is not a token").asException();
        }
        if (!Token.isFieldValue(value)) {
            throw new HttpFailure.InvalidRequest("value of header " + name + " has a control or non-latin character")
                    .asException();
        }
    }
}
