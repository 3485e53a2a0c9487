package dev.catchwater.trading.source.okx;

import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs calls for OKX: {@code base64(HMAC-SHA256(secret, timestamp + METHOD + path with query + body))}. */
public final class OkxSigner {

    private final ApiKey key;

    public OkxSigner(ApiKey key) {
        this.key = key;
    }

    /** The value of {@code OK-ACCESS-SIGN}; the timestamp is ISO 8601 with milliseconds. */
    public String sign(String timestamp, String method, String pathAndQuery, String body) {
        var secret = key.secret().reveal().getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Hmac.sha256(secret, timestamp + method + pathAndQuery + body));
    }
}
