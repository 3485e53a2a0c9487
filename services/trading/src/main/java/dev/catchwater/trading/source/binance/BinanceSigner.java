package dev.catchwater.trading.source.binance;

import dev.catchwater.trading.source.ApiKey;
import dev.catchwater.trading.source.Hmac;
import dev.catchwater.trading.source.PrivateKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signs queries for Binance: by HMAC-SHA256 in hex, or by the key's own algorithm if the secret is a PEM. */
public final class BinanceSigner {

    private final ApiKey key;
    private final @Nullable PrivateKey asymmetric;

    public BinanceSigner(ApiKey key) {
        this.key = key;
        var secret = key.secret().reveal();
        asymmetric = secret.contains("PRIVATE KEY-----") ? PrivateKeys.pem(secret) : null;
    }

    /** The value of {@code X-MBX-APIKEY}. */
    public String apiKey() {
        return key.key().reveal();
    }

    /** The signature of a payload that is already encoded, not yet encoded itself. */
    public String sign(String payload) {
        if (asymmetric == null) {
            var secret = key.secret().reveal().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(Hmac.sha256(secret, payload));
        }
        var algorithm = asymmetric.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "Ed25519";
        var signature = PrivateKeys.sign(algorithm, asymmetric, payload.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature);
    }

    /** A REST query, percent-encoded, with its signature as the last parameter. */
    public String query(Map<String, String> parameters) {
        var query = encode(parameters);
        return query + "&signature=" + encode(sign(query));
    }

    /** What is signed of a WebSocket call: sorted by name and not encoded. */
    public String webSocketPayload(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
    }

    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    // A space would be a plus: there is none in any value of ours, and %20 is what is signed elsewhere.
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
