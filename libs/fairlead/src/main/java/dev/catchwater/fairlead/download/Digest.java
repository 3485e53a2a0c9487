package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.structured.BareItem;
import dev.catchwater.fairlead.structured.Dictionary;
import dev.catchwater.fairlead.structured.Item;
import dev.catchwater.fairlead.structured.StructuredFieldException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A digest that bytes must have. */
final class Digest {
    private final String algorithm;
    private final byte[] value;

    private Digest(String algorithm, byte[] value) {
        this.algorithm = algorithm;
        this.value = value;
    }

    /** From 64 hexadecimal digits. */
    static Digest sha256(String hex) {
        byte[] value = HexFormat.of().parseHex(hex);
        if (value.length != 32) {
            throw new IllegalArgumentException("a SHA-256 has 64 digits");
        }
        return new Digest("SHA-256", value);
    }

    /** Of a field of RFC 9530, the strongest that can be checked; empty if there is none, or it is no dictionary. */
    static Optional<Digest> of(Headers headers, String field) {
        try {
            Dictionary digests = Dictionary.parse(headers.all(field));
            return of(digests, "sha-512", "SHA-512").or(() -> of(digests, "sha-256", "SHA-256"));
        } catch (StructuredFieldException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Digest> of(Dictionary digests, String key, String algorithm) {
        return digests.get(key)
                .flatMap(member -> member instanceof Item item && item.value() instanceof BareItem.ByteSequence bytes
                        ? Optional.of(new Digest(algorithm, bytes.value()))
                        : Optional.empty());
    }

    MessageDigest begin() {
        return begin(algorithm);
    }

    static MessageDigest begin(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    boolean matches(byte[] made) {
        return MessageDigest.isEqual(value, made);
    }
}
