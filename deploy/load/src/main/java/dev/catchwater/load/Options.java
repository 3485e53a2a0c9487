package dev.catchwater.load;

import java.util.HashMap;
import java.util.Map;

/** What a process was told: {@code name=value}, each with a default. */
public final class Options {
    private final Map<String, String> values = new HashMap<>();

    /** @throws IllegalArgumentException if an argument is not {@code name=value} */
    public Options(String... arguments) {
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("not name=value: " + argument);
            }
            values.put(argument.substring(0, at), argument.substring(at + 1));
        }
    }

    public String text(String name, String orElse) {
        return values.getOrDefault(name, orElse);
    }

    public int number(String name, int orElse) {
        return Integer.parseInt(text(name, Integer.toString(orElse)));
    }
}
