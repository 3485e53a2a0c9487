package dev.catchwater.weather.source.weatherkit;

import dev.catchwater.fairlead.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The token that WeatherKit wants: a JWT signed with ES256 (RFC 7518 §3.4) by the developer's key. Signed anew when a tenth of
 * its life is left.
 */
public final class DeveloperToken {

    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final Duration RENEWED_BEFORE = LIFE.dividedBy(10);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;
    private final String header;
    private final String team;
    private final String service;
    private final InstantSource clock;
    private volatile @Nullable Signed last;

    private record Signed(String token, Instant expires) {}

    /**
     * A maker of tokens.
     *
     * @param pem the private key, PKCS #8 in PEM, as Apple gives it
     * @throws IllegalArgumentException if it is no such key, or an id holds what no id does; the message repeats neither
     */
    public DeveloperToken(String team, String service, String keyId, Secret pem, InstantSource clock) {
        for (String id : new String[] {team, service, keyId}) {
            if (!id.matches("[A-Za-z0-9._-]{1,128}")) {
                throw new IllegalArgumentException("ids of WeatherKit are letters, digits, dots and dashes");
            }
        }
        this.key = key(pem);
        this.header = "{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\",\"id\":\"" + team + "." + service + "\"}";
        this.team = team;
        this.service = service;
        this.clock = clock;
    }

    private static PrivateKey key(Secret pem) {
        String body =
                pem.reveal().replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("WeatherKit's key is no private key in PKCS #8 and PEM");
        }
    }

    /** A token that is good for some minutes at least. */
    public String token() {
        Instant now = clock.instant();
        Signed known = last;
        if (known == null || !now.isBefore(known.expires.minus(RENEWED_BEFORE))) {
            known = sign(now);
            last = known;
        }
        return known.token;
    }

    private Signed sign(Instant now) {
        Instant expires = now.plus(LIFE);
        String claims = "{\"iss\":\"" + team + "\",\"iat\":" + now.getEpochSecond() + ",\"exp\":"
                + expires.getEpochSecond() + ",\"sub\":\"" + service + "\"}";
        String content = base64(header) + "." + base64(claims);
        try {
            // The form of RFC 7518: both numbers of 32 bytes, not ASN.1.
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return new Signed(content + "." + BASE64.encodeToString(signature.sign()), expires);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java signs no ES256", e);
        }
    }

    private static String base64(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }
}
