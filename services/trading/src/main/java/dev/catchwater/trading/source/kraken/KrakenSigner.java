package dev.catchwater.trading.source.kraken;

import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Signs calls for Kraken: {@code base64(HMAC-SHA512(secret, path + SHA256(nonce + body)))}. */
public final class KrakenSigner {

    private final ApiKey key;

    public KrakenSigner(ApiKey key) {
        this.key = key;
    }

    /** The value of {@code API-Key}. */
    public String apiKey() {
        return key.key().reveal();
    }

    /**
     * The value of {@code API-Sign}.
     *
     * @param body with the nonce in it
     */
    public String sign(String path, String nonce, String body) {
        var pathBytes = path.getBytes(StandardCharsets.UTF_8);
        var hash = Hmac.digest(nonce + body);
        var message = Arrays.copyOf(pathBytes, pathBytes.length + hash.length);
        System.arraycopy(hash, 0, message, pathBytes.length, hash.length);
        var secret = Base64.getDecoder().decode(key.secret().reveal());
        return Base64.getEncoder().encodeToString(Hmac.sha512(secret, message));
    }
}
