package dev.catchwater.sandbox.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OAuthTest {

    // RFC 7636 appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String REDIRECT = "http://127.0.0.1:9/callback?from=sandbox";
    private static final String ROOT = "/mastodon/harbour";

    private Sandbox sandbox;
    private Web web;
    private JsonObject app;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        web = new Web(sandbox.baseUri());
        app = json(post(
                "/api/v1/apps", Map.of("client_name", "Test", "redirect_uris", REDIRECT, "scopes", "read profile")));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aCodeWithItsVerifierBecomesATokenThatReadsAndCanBeRevoked() throws Exception {
        JsonObject token = json(redeem(code(), VERIFIER));
        assertThat(token.getString("scope")).isEqualTo("read:statuses read:accounts");
        String auth = "Bearer " + token.getString("access_token");
        assertThat(web.json(ROOT + "/api/v1/accounts/verify_credentials", "Authorization", auth)
                        .getString("username"))
                .isEqualTo("demo");
        var revoked = post("/oauth/revoke", credentials(Map.of("token", token.getString("access_token"))));
        assertThat(json(revoked)).isEqualTo(new JsonObject());
        var refused = web.get(ROOT + "/api/v1/timelines/home", "Authorization", auth);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).getString("error")).isEqualTo("The access token was revoked");
    }

    @Test
    void theStateComesBackAndTheRedirectUriKeepsItsQuery() throws Exception {
        URI callback = callback(post("/oauth/authorize", request()));
        assertThat(callback.toString()).startsWith(REDIRECT + "&code=").endsWith("&state=xyz%26%3D");
        assertThat(web.get(ROOT + "/oauth/authorize?" + form(request())).body())
                .contains("<button>Authorize</button>", "value=\"" + CHALLENGE + "\"");
    }

    @Test
    void aWrongVerifierAMissingOneAndASecondUseAreInvalidGrants() throws Exception {
        assertRefused(redeem(code(), VERIFIER.replace('d', 'e')), 400, "invalid_grant");
        assertRefused(redeem(code(), null), 400, "invalid_grant");
        String code = code();
        assertThat(redeem(code, VERIFIER).statusCode()).isEqualTo(200);
        assertRefused(redeem(code, VERIFIER), 400, "invalid_grant");
    }

    @Test
    void aCodeIsBoundToItsRedirectUriAndItsClient() throws Exception {
        var elsewhere = new LinkedHashMap<>(
                Map.of("grant_type", "authorization_code", "code", code(), "code_verifier", VERIFIER));
        elsewhere.put("redirect_uri", "http://127.0.0.1:9/other");
        assertRefused(post("/oauth/token", credentials(elsewhere)), 400, "invalid_grant");
        String code = code();
        app = json(post("/api/v1/apps", Map.of("client_name", "Other", "redirect_uris", REDIRECT)));
        assertRefused(redeem(code, VERIFIER), 400, "invalid_grant");
    }

    @Test
    void wrongClientsScopesAndChallengesAreRefusedAsTheRealOnesDo() throws Exception {
        assertRefused(
                post(
                        "/oauth/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", app.getString("client_id"),
                                "client_secret", "wrong")),
                401,
                "invalid_client");
        assertRefused(
                post("/oauth/token", credentials(Map.of("grant_type", "client_credentials", "scope", "write"))),
                400,
                "invalid_scope");
        assertRefused(
                post("/oauth/token", credentials(Map.of("grant_type", "password"))), 400, "unsupported_grant_type");
        assertRefused(post("/oauth/token", credentials(Map.of())), 400, "invalid_request");

        var plain = new LinkedHashMap<>(request());
        plain.put("code_challenge_method", "plain");
        assertThat(callback(post("/oauth/authorize", plain)).getQuery())
                .contains("error=invalid_code_challenge_method");
        var stranger = new LinkedHashMap<>(request());
        stranger.put("redirect_uri", "http://attacker.example/");
        assertThat(post("/oauth/authorize", stranger).statusCode()).isEqualTo(400);
        var denied = new LinkedHashMap<>(request());
        denied.put("deny", "1");
        assertThat(callback(post("/oauth/authorize", denied)).getQuery()).contains("error=access_denied", "state=xyz");
    }

    @Test
    void anAppsOwnTokenIsNoUser() throws Exception {
        String basic = Base64.getEncoder()
                .encodeToString((app.getString("client_id") + ":" + app.getString("client_secret"))
                        .getBytes(StandardCharsets.UTF_8));
        JsonObject token = json(web.post(
                ROOT + "/oauth/token",
                "grant_type=client_credentials&scope=read",
                "Authorization",
                "Basic " + basic,
                "Content-Type",
                "application/x-www-form-urlencoded"));
        String auth = "Bearer " + token.getString("access_token");
        assertThat(web.json(ROOT + "/api/v1/apps/verify_credentials", "Authorization", auth)
                        .getString("name"))
                .isEqualTo("Test");
        var home = web.get(ROOT + "/api/v1/timelines/home", "Authorization", auth);
        assertThat(home.statusCode()).isEqualTo(422);
        assertThat(json(home).getString("error")).isEqualTo("This method requires an authenticated user");
        assertRefused(
                post("/oauth/revoke", Map.of("token", token.getString("access_token"))), 403, "unauthorized_client");
    }

    @Test
    void aTokenOutsideItsScopesIsForbidden() throws Exception {
        app = json(post(
                "/api/v1/apps",
                Map.of("client_name", "Narrow", "redirect_uris", REDIRECT, "scopes", "read:statuses read:accounts")));
        String auth = "Bearer " + json(redeem(code("read:accounts"), VERIFIER)).getString("access_token");
        var home = web.get(ROOT + "/api/v1/timelines/home", "Authorization", auth);
        assertThat(home.statusCode()).isEqualTo(403);
        assertThat(json(home).getString("error")).isEqualTo("This action is outside the authorized scopes");
    }

    @Test
    void theProfileScopeOpensUserinfo() throws Exception {
        String auth = "Bearer " + json(redeem(code("profile"), VERIFIER)).getString("access_token");
        JsonObject claims = web.json(ROOT + "/oauth/userinfo", "Authorization", auth);
        assertThat(claims.getString("preferred_username")).isEqualTo("demo");
        assertThat(claims.getString("iss")).isEqualTo(sandbox.baseUri() + ROOT + "/");
    }

    @Test
    void registrationIsCheckedAndLimited() throws Exception {
        assertThat(json(post(
                                "/api/v1/apps",
                                Map.of("client_name", "x", "redirect_uris", REDIRECT, "scopes", "everything")))
                        .getString("error"))
                .startsWith("Validation failed: Scopes");
        assertThat(post("/api/v1/apps", Map.of("redirect_uris", REDIRECT)).statusCode())
                .isEqualTo(422);
        post("/api/v1/apps", Map.of());
        post("/api/v1/apps", Map.of());
        assertThat(post("/api/v1/apps", Map.of()).statusCode()).isEqualTo(429);
    }

    private Map<String, String> request() {
        var request = new LinkedHashMap<String, String>();
        request.put("response_type", "code");
        request.put("client_id", app.getString("client_id"));
        request.put("redirect_uri", REDIRECT);
        request.put("scope", "read:statuses read:accounts");
        request.put("state", "xyz&=");
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        return request;
    }

    private String code() throws Exception {
        return code("read:statuses read:accounts");
    }

    private String code(String scope) throws Exception {
        var request = new LinkedHashMap<>(request());
        request.put("scope", scope);
        return callback(post("/oauth/authorize", request)).getQuery().replaceFirst(".*&code=([^&]+).*", "$1");
    }

    private HttpResponse<String> redeem(String code, String verifier) throws Exception {
        var request =
                new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT));
        if (verifier != null) {
            request.put("code_verifier", verifier);
        }
        return post("/oauth/token", credentials(request));
    }

    private Map<String, String> credentials(Map<String, String> request) {
        var all = new LinkedHashMap<>(request);
        all.put("client_id", app.getString("client_id"));
        all.put("client_secret", app.getString("client_secret"));
        return all;
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return web.post(ROOT + path, form(form), "Content-Type", "application/x-www-form-urlencoded");
    }

    private static URI callback(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }

    private static String form(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).getString("error")).isEqualTo(error);
        assertThat(json(answer).getString("error_description")).isNotBlank();
    }
}
