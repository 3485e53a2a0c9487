package dev.catchwater.sandbox.exchanges;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys, their signatures and nonces, and the tokens that open private sockets. */
final class KrakenKeys {

    /**
     * One of the customer's keys.
     *
     * @param secret in base64
     * @param trades whether it may place and cancel orders
     */
    record Key(String secret, boolean trades) {}

    private static final long TOKEN_MILLIS = 900_000;
    private static final int MOST_TOKENS = 1_000;

    private final Map<String, Key> keys;
    private final Map<String, Long> nonces = new HashMap<>();
    private final Map<String, Long> tokens = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_TOKENS;
        }
    };
    private final LongSupplier clock;
    private long issued;

    KrakenKeys(Map<String, Key> keys, LongSupplier clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Whose call this is.
     *
     * @throws Wrong if the key is none, the signature does not fit, or the nonce has been passed
     */
    Key check(@Nullable String key, @Nullable String signature, String path, @Nullable String nonce, String body) {
        var known = key == null ? null : keys.get(key);
        if (known == null) {
            throw new Wrong("EAPI:Invalid key");
        }
        if (nonce == null || !nonce.matches("[0-9]{1,18}")) {
            throw new Wrong("EAPI:Invalid nonce");
        }
        var right = sign(known, path, nonce, body).getBytes(StandardCharsets.US_ASCII);
        if (signature == null || !MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.US_ASCII))) {
            throw new Wrong("EAPI:Invalid signature");
        }
        long number = Long.parseLong(nonce);
        if (number <= nonces.getOrDefault(key, 0L)) {
            throw new Wrong("EAPI:Invalid nonce");
        }
        nonces.put(key, number);
        return known;
    }

    String token() {
        var token = "token-" + Long.toString(++issued, 36) + "-" + Long.toString(clock.getAsLong(), 36);
        tokens.put(token, clock.getAsLong() + TOKEN_MILLIS);
        return token;
    }

    boolean opens(@Nullable String token) {
        return token != null && tokens.getOrDefault(token, 0L) > clock.getAsLong();
    }

    private static String sign(Key key, String path, String nonce, String body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((nonce + body).getBytes(StandardCharsets.UTF_8));
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.secret()), "HmacSHA512"));
            mac.update(path.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has both", e);
        }
    }
}
