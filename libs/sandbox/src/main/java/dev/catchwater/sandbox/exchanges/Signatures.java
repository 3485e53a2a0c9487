package dev.catchwater.sandbox.exchanges;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who may ask: key, timestamp and signature, in the order in which the exchange looks at them. */
final class Signatures {

    private static final long LONGEST_WINDOW = 60_000;

    private final String key;
    private final byte[] secret;
    private final LongSupplier clock;

    Signatures(String key, String secret, LongSupplier clock) {
        this.key = key;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** @throws Wrong unless the request is signed with the key and came in time */
    void check(RoutingContext ctx, MultiMap parameters) {
        var shown = ctx.request().getHeader("X-MBX-APIKEY");
        if (shown == null) {
            throw new Wrong(401, -2014, "API-key format invalid.");
        }
        if (!shown.equals(key)) {
            throw new Wrong(401, -2015, "Invalid API-key, IP, or permissions for action.");
        }
        long window = number(parameters, "recvWindow", 5_000);
        long at = number(parameters, "timestamp", -1);
        if (at < 0) {
            throw new Wrong(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
        }
        long now = clock.getAsLong();
        if (window > LONGEST_WINDOW || at >= now + 1_000 || now - at > window) {
            throw new Wrong(-1021, "Timestamp for this request is outside of the recvWindow.");
        }
        var given = parameters.get("signature");
        if (given == null || !MessageDigest.isEqual(bytes(given), bytes(sign(payload(ctx))))) {
            throw new Wrong(-1022, "Signature for this request is not valid.");
        }
    }

    /** Query and body one after the other, without the signature, which comes last. */
    private static String payload(RoutingContext ctx) {
        var query = ctx.request().query() == null ? "" : ctx.request().query();
        var body = ctx.body().buffer() == null ? "" : ctx.body().buffer().toString();
        return (query + body).replaceFirst("&?signature=[^&]*", "");
    }

    private String sign(String payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(payload)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static long number(MultiMap parameters, String name, long otherwise) {
        var text = parameters.get(name);
        return text != null && text.matches("[0-9]{1,17}") ? Long.parseLong(text) : otherwise;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
