package dev.catchwater.web.keys;

import dev.catchwater.web.ApiKey;
import dev.catchwater.web.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key with its secret: {@code cw_<id>_<secret>}, 256 random bits in base64url. It exists while it is handed over and
 * in the hands of its owner; its text form is redacted.
 *
 * @param key what is stored
 * @param text what the owner shows, {@code Authorization: Bearer <text>}
 */
public record MintedKey(ApiKey key, String text) {
    private static final Pattern FORM = Pattern.compile("cw_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");

    static MintedKey mint(String name, Role role, Instant now, SecureRandom random) {
        var id = new byte[8];
        var secret = new byte[32];
        random.nextBytes(id);
        random.nextBytes(secret);
        var hex = HexFormat.of().formatHex(id);
        var shown = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new MintedKey(new ApiKey(hex, name, role, digest(shown), now, null), "cw_" + hex + "_" + shown);
    }

    /** What somebody shows as a key: well formed, but perhaps not one of ours. */
    record Shown(String id, String hash) {
        static Optional<Shown> of(String text) {
            var form = FORM.matcher(text);
            return form.matches() ? Optional.of(new Shown(form.group(1), digest(form.group(2)))) : Optional.empty();
        }

        boolean opens(ApiKey key) {
            return MessageDigest.isEqual(
                    hash.getBytes(StandardCharsets.US_ASCII), key.hash().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String digest(String secret) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MintedKey[" + key.id() + ", redacted]";
    }
}
