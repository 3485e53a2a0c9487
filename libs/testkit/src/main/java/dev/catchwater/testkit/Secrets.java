package dev.catchwater.testkit;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Keeps credentials out of what a failed test prints. */
final class Secrets {
    static final String REDACTED = "‹redacted›";

    private static final Set<String> FIELDS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        FIELDS.addAll(Set.of(
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "Set-Cookie",
                "X-API-Key",
                "API-Key",
                "X-Auth-Token",
                "X-CSRF-Token"));
    }

    private Secrets() {}

    /** The field as it may be shown; of credentials only the scheme. */
    static String field(String name, String value) {
        if (!FIELDS.contains(name)) {
            return name + ": " + value;
        }
        int space = value.indexOf(' ');
        boolean hasScheme = name.toLowerCase(Locale.ROOT).endsWith("authorization") && space > 0;
        return name + ": " + (hasScheme ? value.substring(0, space + 1) : "") + REDACTED;
    }
}
