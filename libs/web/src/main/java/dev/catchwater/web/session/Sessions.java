package dev.catchwater.web.session;

import dev.catchwater.web.Seal;
import dev.catchwater.web.Secret;
import dev.catchwater.web.WebConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Sessions live in their cookie, sealed and dated, and nowhere else: any replica with the same secret knows them, and
 * none has to remember them.
 */
@ApplicationScoped
public class Sessions {
    /** The request header that carries the CSRF token. */
    public static final String TOKEN_HEADER = "X-CSRF-Token";

    private static final int LONGEST = 128;

    private final Seal seal;
    private final Secret tokens;
    private final String cookie;
    private final Duration ttl;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(Secret secret, WebConfig config, InstantSource clock) {
        this.seal = new Seal(secret, "session:" + config.service(), LONGEST);
        this.tokens = secret.derive("csrf:" + config.service());
        // Cookies are not kept apart by port: without the name, services on one host would sign each other out.
        this.cookie = config.service().replaceAll("[^A-Za-z0-9_-]", "-") + "_session";
        this.ttl = config.sessionTtl();
        this.clock = clock;
    }

    /** A new session of that key. */
    public Session begin(String keyId) {
        var nonce = new byte[16];
        random.nextBytes(nonce);
        return new Session(
                keyId, HexFormat.of().formatHex(nonce), clock.instant().plus(ttl));
    }

    /** The cookie that makes a browser hold the session: for this site alone, out of reach of scripts. */
    public Cookie cookie(Session session, HttpServerRequest request) {
        var text = session.keyId() + " " + session.nonce() + " "
                + session.expires().getEpochSecond();
        return cookie(seal.seal(text.getBytes(StandardCharsets.US_ASCII)), ttl.toSeconds(), request);
    }

    /** The cookie that makes a browser forget its session. */
    public Cookie forget(HttpServerRequest request) {
        return cookie("", 0, request);
    }

    private Cookie cookie(String value, long maxAge, HttpServerRequest request) {
        return Cookie.cookie(cookie, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(request.isSSL())
                .setMaxAge(maxAge);
    }

    /** The session that the request shows, if it is ours and not over. Whether its key still lives is not known here. */
    public Optional<Session> of(HttpServerRequest request) {
        var held = request.getCookie(cookie);
        return held == null ? Optional.empty() : open(held.getValue());
    }

    Optional<Session> open(String sealed) {
        return seal.open(sealed)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).split(" ", -1))
                .filter(parts -> parts.length == 3)
                .map(parts -> new Session(parts[0], parts[1], Instant.ofEpochSecond(Long.parseLong(parts[2]))))
                .filter(session -> session.expires().isAfter(clock.instant()));
    }

    /** What a page must show with each request that changes something. */
    public String token(Session session) {
        var signed = tokens.sign((session.keyId() + " " + session.nonce()).getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** Whether this is the session's token; compared in constant time. */
    public boolean isTokenOf(Session session, String shown) {
        return MessageDigest.isEqual(
                token(session).getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.UTF_8));
    }
}
