package dev.catchwater.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key may do; each role includes those before it. */
public enum Role {
    READER,
    WRITER,
    ADMIN;

    /** For {@code @RolesAllowed}. */
    public static final String READ = "reader";

    public static final String WRITE = "writer";
    public static final String ADMINISTER = "admin";

    /** The role in lower case, as it is written everywhere outside. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a role.
     *
     * @throws IllegalArgumentException if there is no such role
     */
    public static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The names of this role and of those it includes. */
    public Set<String> granted() {
        return Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .map(Role::text)
                .collect(Collectors.toUnmodifiableSet());
    }
}
