package dev.catchwater.sandbox.mastodon;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An instance's apps, codes and tokens: at most 1000 of each, the oldest forgotten first. */
final class Grants {

    private static final int MOST = 1_000;
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * An authorisation code.
     *
     * @param challenge the S256 challenge it must be redeemed against, or null where none was made
     */
    record Code(
            String code,
            OAuthApp app,
            Account user,
            String redirectUri,
            Set<String> scopes,
            @Nullable String challenge,
            Instant created) {}

    private final Map<String, OAuthApp> apps = bounded();
    private final Map<String, Code> codes = bounded();
    private final Map<String, Grant> tokens = bounded();
    private final Map<String, Grant> revoked = bounded();
    private final Map<String, Grant> permanent = new LinkedHashMap<>();
    private Function<GrantNote, Future<Void>> memory = note -> Future.succeededFuture();
    private Future<Void> kept = Future.succeededFuture();

    void onChange(Function<GrantNote, Future<Void>> listener) {
        memory = listener;
    }

    /** Done when the latest change outlasts the process. */
    Future<Void> kept() {
        return kept;
    }

    /** Does again what a note tells of. */
    void recall(GrantNote note) {
        switch (note) {
            case GrantNote.Registered(OAuthApp app) -> apps.put(app.clientId(), app);
            case GrantNote.Granted(Grant grant) -> tokens.put(grant.token(), grant);
            case GrantNote.Revoked(String token) -> {
                Grant grant = find(token);
                if (grant != null) {
                    forget(grant);
                }
            }
        }
    }

    /** A token that is valid from the start and cannot be forgotten. */
    void preissue(String token, Account user, Instant now) {
        permanent.put(token, new Grant(token, null, user, Set.copyOf(Scopes.ALL), now));
    }

    OAuthApp register(String name, @Nullable String website, List<String> redirectUris, Set<String> scopes) {
        var app = new OAuthApp(
                Integer.toString(apps.size() + 1), name, website, redirectUris, scopes, secret(), secret());
        apps.put(app.clientId(), app);
        kept = memory.apply(new GrantNote.Registered(app));
        return app;
    }

    @Nullable
    OAuthApp app(String clientId) {
        return apps.get(clientId);
    }

    Code authorise(
            OAuthApp app,
            Account user,
            String redirectUri,
            Set<String> scopes,
            @Nullable String challenge,
            Instant now) {
        var code = new Code(secret(), app, user, redirectUri, scopes, challenge, now);
        codes.put(code.code(), code);
        return code;
    }

    /** Takes a code: it can be redeemed once, within ten minutes. */
    @Nullable
    Code take(String text, Instant now) {
        Code code = codes.remove(text);
        return code == null || code.created().plus(CODE_LIFE).isBefore(now) ? null : code;
    }

    Grant grant(@Nullable OAuthApp app, @Nullable Account user, Set<String> scopes, Instant now) {
        var grant = new Grant(secret(), app, user, scopes, now);
        tokens.put(grant.token(), grant);
        kept = memory.apply(new GrantNote.Granted(grant));
        return grant;
    }

    @Nullable
    Grant find(String token) {
        Grant grant = tokens.get(token);
        return grant != null ? grant : permanent.get(token);
    }

    boolean wasRevoked(String token) {
        return revoked.containsKey(token);
    }

    void revoke(Grant grant) {
        forget(grant);
        kept = memory.apply(new GrantNote.Revoked(grant.token()));
    }

    private void forget(Grant grant) {
        if (tokens.remove(grant.token()) != null || permanent.remove(grant.token()) != null) {
            revoked.put(grant.token(), grant);
        }
    }

    private static String secret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
