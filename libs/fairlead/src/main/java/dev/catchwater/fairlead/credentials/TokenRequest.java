package dev.catchwater.fairlead.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.HttpFailure.TokenError;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One question for a token, and its answer (RFC 6749 §4.4.2, §5, §6). */
final class TokenRequest {
    private static final long MAX_ANSWER = 64 * 1024;
    private static final Duration LONGEST_LIFE = Duration.ofDays(3_650);
    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenRequest() {}

    /** @param refresh the refresh token, where the grant is one */
    static Request of(Credentials.OAuth2 client, Optional<Secret> refresh) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", refresh.isPresent() ? "refresh_token" : "client_credentials");
        refresh.ifPresent(token -> form.put("refresh_token", token.reveal()));
        if (!client.scopes().isEmpty()) {
            form.put("scope", String.join(" ", client.scopes()));
        }
        form.putAll(client.parameters());
        Request request = Request.of(Method.POST, client.endpoint())
                .withHeader("Accept", "application/json")
                .withMaxBody(MAX_ANSWER);
        switch (client.proof()) {
            case BASIC ->
                request = request.withHeader(
                        "Authorization",
                        basic(
                                encoded(client.clientId()),
                                encoded(client.clientSecret().reveal())));
            case POST -> {
                form.put("client_id", client.clientId());
                form.put("client_secret", client.clientSecret().reveal());
            }
        }
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return request.withBody("application/x-www-form-urlencoded", Buffer.buffer(body));
    }

    static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @param before kept of it: the refresh token, where the answer brings no other (RFC 6749 §6) */
    static Uni<Tokens> answer(Credentials.OAuth2 client, Response response, Optional<Secret> before, Instant now) {
        return response.body().bytes().map(bytes -> {
            JsonNode json = parsed(bytes);
            if (response.status() != 200) {
                throw failure(
                        client, error(response.status(), json.path("error").asText()));
            }
            String access = json.path("access_token").asText();
            boolean bearer = json.path("token_type").asText().equalsIgnoreCase("Bearer");
            if (!bearer || !Credentials.BEARER_TOKEN.matcher(access).matches()) {
                throw failure(client, TokenError.MALFORMED);
            }
            String next = json.path("refresh_token").asText();
            long seconds = json.path("expires_in").asLong();
            return new Tokens(
                    Secret.of(access),
                    next.isEmpty() ? before : Optional.of(Secret.of(next)),
                    now,
                    seconds <= 0
                            ? Optional.empty()
                            : Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST_LIFE.toSeconds()))));
        });
    }

    private static JsonNode parsed(Buffer bytes) {
        try {
            JsonNode json = JSON.readTree(bytes.getBytes());
            return json == null ? JSON.missingNode() : json;
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    private static TokenError error(int status, String code) {
        if (status >= 500 || status == 429 || status == 408) {
            return TokenError.UNAVAILABLE;
        }
        return switch (code.toLowerCase(Locale.ROOT)) {
            case "invalid_client" -> TokenError.INVALID_CLIENT;
            case "invalid_grant" -> TokenError.INVALID_GRANT;
            case "invalid_scope" -> TokenError.INVALID_SCOPE;
            case "unauthorized_client" -> TokenError.UNAUTHORIZED_CLIENT;
            case "unsupported_grant_type" -> TokenError.UNSUPPORTED_GRANT;
            case "invalid_request" -> TokenError.INVALID_REQUEST;
            default -> status == 401 ? TokenError.INVALID_CLIENT : TokenError.MALFORMED;
        };
    }

    static RuntimeException failure(Credentials.OAuth2 client, TokenError error) {
        return new HttpFailure.NoToken(Request.originOf(client.endpoint()), error).asException();
    }
}
