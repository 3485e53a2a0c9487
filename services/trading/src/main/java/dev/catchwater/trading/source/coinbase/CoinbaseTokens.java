package dev.catchwater.trading.source.coinbase;

import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.PrivateKeys;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the token (RFC 7519) that Coinbase wants with each request: by ES256 or EdDSA, whichever the key is for. */
public final class CoinbaseTokens {

    private static final long LIFETIME = 120;

    private final String name;
    private final PrivateKey key;
    private final boolean edwards;
    private final InstantSource clock;
    private final RandomGenerator dice;

    /**
     * Tokens of a key.
     *
     * @param key its name, and as its secret either a PEM or 64 bytes of seed and public key in base64
     * @param dice for nonces
     */
    public CoinbaseTokens(ApiKey key, InstantSource clock, RandomGenerator dice) {
        name = key.key().reveal();
        var secret = key.secret().reveal();
        edwards = !secret.contains("PRIVATE KEY-----");
        this.key = edwards ? PrivateKeys.ed25519(Base64.getDecoder().decode(secret)) : PrivateKeys.pem(secret);
        this.clock = clock;
        this.dice = dice;
    }

    /**
     * A token for 120 seconds.
     *
     * @param uri such as {@code GET api.coinbase.com/api/v3/brokerage/accounts}; null for WebSocket messages
     */
    public String token(@Nullable String uri) {
        var nonce = new byte[16];
        dice.nextBytes(nonce);
        return token(uri, HexFormat.of().formatHex(nonce), clock.instant().getEpochSecond());
    }

    String token(@Nullable String uri, String nonce, long now) {
        var header = "{\"alg\":\"" + (edwards ? "EdDSA" : "ES256") + "\",\"typ\":\"JWT\",\"kid\":\"" + name
                + "\",\"nonce\":\"" + nonce + "\"}";
        var claims = "{\"sub\":\"" + name + "\",\"iss\":\"cdp\",\"nbf\":" + now + ",\"exp\":" + (now + LIFETIME)
                + (uri == null ? "" : ",\"uri\":\"" + uri + "\"") + "}";
        var input = url(header.getBytes(StandardCharsets.UTF_8)) + "." + url(claims.getBytes(StandardCharsets.UTF_8));
        // JOSE wants r and s as they are, not in DER (RFC 7518 §3.4).
        var algorithm = edwards ? "Ed25519" : "SHA256withECDSAinP1363Format";
        return input + "." + url(PrivateKeys.sign(algorithm, key, input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
