package dev.catchwater.fairlead.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The keys of one deployment: all of them in one hash slot, and none of them with a name in it, since the names of
 * buckets and URIs may hold credentials.
 *
 * @param deployment what shares limits and answers; letters, digits, {@code . _ : -}
 */
public record KeySpace(String deployment) {
    /** Enough that nobody finds two names with one key: 2^72 tries. */
    private static final int HASH_BYTES = 18;

    public KeySpace {
        if (!deployment.matches("[A-Za-z0-9._:-]{1,64}")) {
            throw new IllegalArgumentException("a deployment's name is 1 to 64 letters, digits and . _ : -");
        }
    }

    /** A key that is known by its purpose alone. */
    public String key(String purpose) {
        return "{" + deployment + "}:" + purpose;
    }

    /** A key for a name, which cannot be read from it. */
    public String key(String purpose, String name) {
        return key(purpose) + ":" + hash(name);
    }

    /** The name's hash, 24 characters. */
    public static String hash(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
