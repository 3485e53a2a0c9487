package dev.catchwater.fairlead.redis.tokens;

import dev.catchwater.fairlead.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What tokens look like in Redis: AES-GCM under a key of the deployment's, each bound to the name it is stored under; or
 * as they are, for who may read that Redis may use them.
 */
public final class TokenSeal {
    /** No encryption: whoever reads this Redis, its disk or its backups has the tokens. */
    public static final TokenSeal OPEN = new TokenSeal(List.of());

    private static final byte PLAIN = 0;
    private static final byte SEALED = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<SecretKeySpec> keys;
    private final SecureRandom random = new SecureRandom();

    private TokenSeal(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * Seals with the first key and opens with any: put a new key first, and leave the old ones out when all tokens have
     * been renewed. What is stored unsealed is still read.
     *
     * @param key 16 or 32 bytes in Base64
     */
    public static TokenSeal of(Secret key, Secret... older) {
        return new TokenSeal(Stream.concat(Stream.of(key), Stream.of(older))
                .map(TokenSeal::key)
                .toList());
    }

    private static SecretKeySpec key(Secret text) {
        byte[] key = new byte[0];
        try {
            key = Base64.getDecoder().decode(text.reveal());
        } catch (IllegalArgumentException notBase64) {
            // Without the cause, which quotes it.
        }
        if (key.length != 16 && key.length != 32) {
            throw new IllegalArgumentException("a key is 16 or 32 bytes in Base64");
        }
        return new SecretKeySpec(key, "AES");
    }

    byte[] seal(String name, byte[] content) {
        if (keys.isEmpty()) {
            return ByteBuffer.allocate(1 + content.length)
                    .put(PLAIN)
                    .put(content)
                    .array();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, name).doFinal(content);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(SEALED)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** @throws IllegalStateException if none of the keys opens it */
    byte[] open(String name, byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        byte form = in.get();
        if (form == SEALED && in.remaining() > NONCE_BYTES) {
            byte[] nonce = new byte[NONCE_BYTES];
            in.get(nonce);
            return opened(name, nonce, rest(in));
        }
        if (form != PLAIN) {
            throw new IllegalStateException("what is stored are no tokens");
        }
        return rest(in);
    }

    private byte[] opened(String name, byte[] nonce, byte[] sealed) {
        for (SecretKeySpec key : keys) {
            try {
                return cipher(Cipher.DECRYPT_MODE, key, nonce, name).doFinal(sealed);
            } catch (GeneralSecurityException anotherKeyPerhaps) {
                // The next one may open it.
            }
        }
        throw new IllegalStateException("what is stored cannot be opened with these keys");
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String name)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }

    @Override
    public String toString() {
        return "TokenSeal[" + keys.size() + " keys]";
    }
}
