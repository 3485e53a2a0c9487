package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Answer;
import dev.catchwater.sandbox.judge.Gate;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Discovery, tokens and revocation (docs.joinmastodon.org/methods/oauth; RFC 6749, 7009, 7636, 8414). */
final class OAuth {

    static final String OOB = "urn:ietf:wg:oauth:2.0:oob";

    private static final String BAD_GRANT =
            "The provided authorization grant is invalid, expired, revoked, does not match"
                    + " the redirection URI used in the authorization request, or was issued to another client.";
    private static final String BAD_CLIENT = "Client authentication failed due to unknown client, no client"
            + " authentication included, or unsupported authentication method.";

    private final Grants grants;
    private final InstantSource clock;
    private final Supplier<String> base;

    OAuth(Grants grants, InstantSource clock, Supplier<String> base) {
        this.grants = grants;
        this.clock = clock;
        this.base = base;
    }

    void mount(Router router, String root, Door door) {
        router.get(root + "/.well-known/oauth-authorization-server").handler(this::discover);
        router.get(root + "/oauth/userinfo").handler(door.guard(Door.Needs.USER, "profile", OAuth::userInfo));
        router.post(root + "/oauth/token").handler(this::token);
        router.post(root + "/oauth/revoke").handler(this::revoke);
    }

    private void discover(RoutingContext ctx) {
        String here = base.get();
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "max-age=0, private, must-revalidate");
        answer(
                ctx,
                200,
                new JsonObject()
                        .put("issuer", here + "/")
                        .put("authorization_endpoint", here + "/oauth/authorize")
                        .put("token_endpoint", here + "/oauth/token")
                        .put("revocation_endpoint", here + "/oauth/revoke")
                        .put("userinfo_endpoint", here + "/oauth/userinfo")
                        .put("scopes_supported", new JsonArray(Scopes.ALL))
                        .put("response_types_supported", new JsonArray().add("code"))
                        .put("response_modes_supported", new JsonArray(List.of("query", "fragment", "form_post")))
                        .put(
                                "grant_types_supported",
                                new JsonArray(List.of("authorization_code", "client_credentials")))
                        .put(
                                "token_endpoint_auth_methods_supported",
                                new JsonArray(List.of("client_secret_basic", "client_secret_post")))
                        .put("code_challenge_methods_supported", new JsonArray().add("S256"))
                        .put("service_documentation", "https://docs.joinmastodon.org/")
                        .put("app_registration_endpoint", here + "/api/v1/apps"));
    }

    /** OpenID Connect's claims, as far as Mastodon gives them. */
    private static void userInfo(Call call) {
        Account user = call.viewer();
        if (user != null) {
            String page = call.base() + "/@" + user.username();
            call.ok(new JsonObject()
                    .put("iss", call.base() + "/")
                    .put("sub", call.base() + "/ap/users/" + user.id())
                    .put("name", user.persona().name())
                    .put("preferred_username", user.username())
                    .put("profile", page)
                    .put("picture", call.base() + "/avatars/" + user.username() + ".svg"));
        }
    }

    private void token(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        MultiMap form = Form.of(ctx);
        OAuthApp app = client(ctx, form);
        String type = form.get("grant_type");
        if (type == null) {
            refuse(ctx, 400, "invalid_request", "Missing required parameter: grant_type.");
        } else if (!type.equals("authorization_code") && !type.equals("client_credentials")) {
            refuse(
                    ctx,
                    400,
                    "unsupported_grant_type",
                    "The authorization grant type is not supported by the authorization server.");
        } else if (app == null) {
            refuse(ctx, 401, "invalid_client", BAD_CLIENT);
        } else if (type.equals("client_credentials")) {
            clientToken(ctx, app, form.get("scope"));
        } else {
            userToken(ctx, app, form);
        }
    }

    private void clientToken(RoutingContext ctx, OAuthApp app, @Nullable String wanted) {
        Set<String> scopes = wanted == null ? Set.of("read") : Scopes.parse(wanted);
        if (!Scopes.known(scopes) || !Scopes.cover(app.scopes(), scopes)) {
            refuse(ctx, 400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
        } else {
            issue(ctx, grants.grant(app, null, scopes, clock.instant()));
        }
    }

    private void userToken(RoutingContext ctx, OAuthApp app, MultiMap form) {
        String text = form.get("code");
        if (text == null) {
            refuse(ctx, 400, "invalid_request", "Missing required parameter: code.");
            return;
        }
        Grants.Code code = grants.take(text, clock.instant());
        boolean fits = code != null
                && code.app().clientId().equals(app.clientId())
                && code.redirectUri().equals(form.get("redirect_uri"))
                && proves(form.get("code_verifier"), code.challenge());
        if (code == null || !fits) {
            refuse(ctx, 400, "invalid_grant", BAD_GRANT);
        } else {
            issue(ctx, grants.grant(app, code.user(), code.scopes(), clock.instant()));
        }
    }

    private void issue(RoutingContext ctx, Grant grant) {
        Gate.identify(ctx, grant.subject());
        answer(
                ctx,
                200,
                new JsonObject()
                        .put("access_token", grant.token())
                        .put("token_type", "Bearer")
                        .put("scope", String.join(" ", grant.scopes()))
                        .put("created_at", grant.created().getEpochSecond()));
    }

    private void revoke(RoutingContext ctx) {
        MultiMap form = Form.of(ctx);
        OAuthApp app = client(ctx, form);
        String token = form.get("token");
        Grant grant = token == null ? null : grants.find(token);
        if (app == null
                || (grant != null
                        && (grant.app() == null || !grant.app().clientId().equals(app.clientId())))) {
            refuse(ctx, 403, "unauthorized_client", "You are not authorized to revoke this token");
            return;
        }
        // RFC 7009 §2.2: a token that nobody knows has been revoked well enough.
        if (grant != null) {
            grants.revoke(grant);
        }
        answer(ctx, 200, new JsonObject());
    }

    /** The client, by HTTP Basic or by the form; null unless its secret is right. */
    private @Nullable OAuthApp client(RoutingContext ctx, MultiMap form) {
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        String header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, "Basic ", 0, 6)) {
            String[] pair = Form.basic(header.substring(6));
            id = pair[0];
            secret = pair[1];
        }
        OAuthApp app = id == null ? null : grants.app(id);
        return app != null && app.clientSecret().equals(secret) ? app : null;
    }

    /** RFC 7636 §4.6, S256 only. */
    private static boolean proves(@Nullable String verifier, @Nullable String challenge) {
        if (challenge == null) {
            return true;
        }
        if (verifier == null || !verifier.matches("[A-Za-z0-9._~-]{43,128}")) {
            return false;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(challenge);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void refuse(RoutingContext ctx, int status, String error, String description) {
        answer(ctx, status, new JsonObject().put("error", error).put("error_description", description));
    }

    // A token that was answered and forgotten in a kill would be refused afterwards.
    private void answer(RoutingContext ctx, int status, JsonObject json) {
        grants.kept()
                .onSuccess(kept -> Answer.text(ctx, status, Call.JSON, json.encode()))
                .onFailure(ctx::fail);
    }
}
