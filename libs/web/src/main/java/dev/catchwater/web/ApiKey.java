package dev.catchwater.web;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored. The secret itself is not here: it has 256 random bits, so a plain SHA-256 of it can be
 * neither guessed nor looked up, and a slow password hash would only cost us time.
 *
 * @param id 16 lower-case hex digits, unique, not secret
 * @param name what the key is for, at most 100 characters
 * @param hash SHA-256 of the secret, 64 lower-case hex digits
 * @param revoked when it ceased to open anything
 */
public record ApiKey(
        String id,
        String name,
        Role role,
        String hash,
        Instant created,
        @Nullable Instant revoked) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the form of each part.
     *
     * @throws IllegalArgumentException if a part has not its form
     */
    public ApiKey {
        if (!ID.matcher(id).matches() || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("a key's id has 16 hex digits, its hash 64");
        }
        if (name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a key's name has at most 100 printable characters");
        }
    }

    public boolean live() {
        return revoked == null;
    }

    /** The same key, which opens nothing from now on; unchanged if that was so already. */
    public ApiKey revokedAt(Instant when) {
        return live() ? new ApiKey(id, name, role, hash, created, when) : this;
    }
}
