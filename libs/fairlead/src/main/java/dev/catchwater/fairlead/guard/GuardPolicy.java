package dev.catchwater.fairlead.guard;

import java.util.Locale;
import java.util.Set;

/**
 * Whom the address guard lets through besides public addresses.
 *
 * @param enabled whether the guard is there at all; off only where every URI is the operator's own
 * @param allowed authorities, {@code host:port}, that may have any address; compared in lower case
 */
public record GuardPolicy(boolean enabled, Set<String> allowed) {
    /** Public addresses only. */
    public static final GuardPolicy PUBLIC_ONLY = new GuardPolicy(true, Set.of());

    /** No guard. */
    public static final GuardPolicy OFF = new GuardPolicy(false, Set.of());

    public GuardPolicy {
        allowed = allowed.stream()
                .map(authority -> authority.toLowerCase(Locale.ROOT))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
