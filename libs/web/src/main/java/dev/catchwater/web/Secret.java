package dev.catchwater.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server-side key, at least 32 bytes, that signs what we hand out; its text form is redacted. */
public final class Secret {
    private static final String HMAC = "HmacSHA256";
    private static final int SHORTEST = 32;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a key from configuration.
     *
     * @throws IllegalArgumentException if the text is shorter than 32 bytes; the message does not repeat it
     */
    public static Secret of(String text) {
        var bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST) {
            throw new IllegalArgumentException("catchwater.web.cursor-key must have at least 32 characters");
        }
        return new Secret(bytes);
    }

    /** A key that lives as long as this process. */
    public static Secret random(SecureRandom random) {
        var bytes = new byte[SHORTEST];
        random.nextBytes(bytes);
        return new Secret(bytes);
    }

    /** A key for one use only, so that what is signed for one use is worthless for another. */
    public Secret derive(String use) {
        return new Secret(sign(("derive:" + use).getBytes(StandardCharsets.UTF_8)));
    }

    /** HMAC-SHA-256 of the message: 32 bytes. */
    public byte[] sign(byte[] message) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
