package dev.catchwater.web;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Text that left this server and comes back unaltered or not at all: base64url of version, payload and a 128 bit tag
 * (HMAC-SHA-256, truncated as RFC 2104 §5 allows). Authenticated, not encrypted: the holder can read the payload.
 */
public final class Seal {
    private static final byte VERSION = 1;
    private static final int TAG = 16;

    private final Secret secret;
    private final int longest;

    /**
     * A seal for one use.
     *
     * @param use what the sealed text is for; text sealed for another use does not open
     * @param longest bound of the payload in bytes
     */
    public Seal(Secret secret, String use, int longest) {
        this.secret = secret.derive("seal:" + use);
        this.longest = longest;
    }

    /**
     * Seals a payload.
     *
     * @throws IllegalArgumentException if the payload is longer than the bound
     */
    public String seal(byte[] payload) {
        if (payload.length > longest) {
            throw new IllegalArgumentException("payload of " + payload.length + " bytes, at most " + longest);
        }
        var body = ByteBuffer.allocate(1 + payload.length + TAG).put(VERSION).put(payload);
        body.put(tag(Arrays.copyOf(body.array(), 1 + payload.length)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(body.array());
    }

    /** The payload, or nothing if the text is foreign, altered or too long. */
    public Optional<byte[]> open(String sealed) {
        if (sealed.length() > (1 + longest + TAG) * 4 / 3 + 2) {
            return Optional.empty();
        }
        byte[] body;
        try {
            body = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // The decoder forgives stray last bits: only the one canonical spelling of a text is ours.
        if (body.length < 1 + TAG
                || body[0] != VERSION
                || !Base64.getUrlEncoder().withoutPadding().encodeToString(body).equals(sealed)) {
            return Optional.empty();
        }
        var signed = Arrays.copyOf(body, body.length - TAG);
        var tag = Arrays.copyOfRange(body, body.length - TAG, body.length);
        return MessageDigest.isEqual(tag, tag(signed))
                ? Optional.of(Arrays.copyOfRange(signed, 1, signed.length))
                : Optional.empty();
    }

    private byte[] tag(byte[] signed) {
        return Arrays.copyOf(secret.sign(signed), TAG);
    }
}
