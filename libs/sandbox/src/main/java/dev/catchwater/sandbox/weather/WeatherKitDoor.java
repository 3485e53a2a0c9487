package dev.catchwater.sandbox.weather;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks developers' tokens: JWT, ES256 in the form of RFC 7518 §3.4, of a known team, service and key, and not expired. */
final class WeatherKitDoor {

    private static final int MOST_KEYS = 100;

    private final InstantSource clock;
    private final Map<String, Developer> developers = new LinkedHashMap<>();

    private record Developer(String team, String service, PublicKey key) {}

    WeatherKitDoor(InstantSource clock) {
        this.clock = clock;
    }

    /** {@code key} (team, service, kid, key: the public half, X.509 in Base64). */
    String obey(Command command) {
        String kid = command.text("kid", "");
        if (kid.isEmpty() || developers.size() >= MOST_KEYS) {
            throw new Refusal(422, "a key has an id, and there are fewer than " + MOST_KEYS);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(command.text("key", ""));
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes));
            developers.put(kid, new Developer(command.text("team", ""), command.text("service", ""), key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Refusal(422, "key is the public half of a P-256 key, X.509 in Base64", e);
        }
        return kid;
    }

    /** Why a token is refused; null if it is not. */
    @Nullable
    String reject(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return "NOT_AUTHENTICATED";
        }
        String[] parts = authorization.substring("Bearer ".length()).split("\\.", -1);
        try {
            return parts.length == 3 ? reject(parts) : "MALFORMED_TOKEN";
        } catch (DecodeException | ClassCastException | IllegalArgumentException | GeneralSecurityException e) {
            return "MALFORMED_TOKEN";
        }
    }

    private @Nullable String reject(String[] parts) throws GeneralSecurityException {
        JsonObject header = json(parts[0]);
        JsonObject claims = json(parts[1]);
        Developer developer = developers.get(header.getString("kid", ""));
        if (developer == null || !"ES256".equals(header.getString("alg"))) {
            return "UNKNOWN_KEY";
        }
        String id = developer.team + "." + developer.service;
        if (!id.equals(header.getString("id"))
                || !developer.team.equals(claims.getString("iss"))
                || !developer.service.equals(claims.getString("sub"))) {
            return "WRONG_CLAIMS";
        }
        Instant now = clock.instant();
        boolean timely = claims.getLong("exp", 0L) > now.getEpochSecond()
                && claims.getLong("iat", Long.MAX_VALUE) <= now.getEpochSecond() + 60;
        return !timely ? "EXPIRED_TOKEN" : verified(parts, developer.key) ? null : "BAD_SIGNATURE";
    }

    private static boolean verified(String[] parts, PublicKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
