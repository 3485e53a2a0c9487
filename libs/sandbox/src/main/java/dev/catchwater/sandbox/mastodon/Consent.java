package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a user lets an app in. Nobody logs in: the guest of the instance is logged in already. {@code GET}
 * shows the question, {@code POST} of the same parameters is a yes, with {@code deny=1} a no.
 */
final class Consent {

    private static final List<String> CARRIED = List.of(
            "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method");

    /** What is wrong with a request that may be told to the app at its redirect URI. */
    private record Objection(String error, String description) {}

    private final Instance instance;
    private final Grants grants;
    private final InstantSource clock;
    private final Collection<String> guests;

    Consent(Instance instance, Grants grants, InstantSource clock, Collection<String> guests) {
        this.instance = instance;
        this.grants = grants;
        this.clock = clock;
        this.guests = guests;
    }

    void mount(Router router, String root) {
        router.get(root + "/oauth/authorize")
                .handler(ctx -> decide(ctx, ctx.request().params(), false));
        router.post(root + "/oauth/authorize").handler(ctx -> decide(ctx, Form.of(ctx), true));
    }

    private void decide(RoutingContext ctx, MultiMap asked, boolean answered) {
        OAuthApp app = asked.get("client_id") == null ? null : grants.app(asked.get("client_id"));
        String redirect = asked.get("redirect_uri");
        if (app == null) {
            page(ctx, 401, "<p>Client authentication failed due to unknown client.</p>");
            return;
        }
        // RFC 6749 §4.1.2.1: never send anyone to an address that was not registered.
        if (redirect == null || !app.redirectUris().contains(redirect)) {
            page(ctx, 400, "<p>The redirect URI included is not valid.</p>");
            return;
        }
        Set<String> scopes = Scopes.parse(asked.get("scope") == null ? "read" : asked.get("scope"));
        Objection objection = objection(asked, app, scopes, answered);
        if (objection != null) {
            back(
                    ctx,
                    redirect,
                    asked.get("state"),
                    List.of("error", objection.error(), "error_description", objection.description()));
        } else if (!answered) {
            page(ctx, 200, question(ctx, app, asked, scopes));
        } else {
            allow(ctx, app, redirect, scopes, asked);
        }
    }

    private static @Nullable Objection objection(MultiMap asked, OAuthApp app, Set<String> scopes, boolean answered) {
        if (!"code".equals(asked.get("response_type"))) {
            return new Objection(
                    "unsupported_response_type", "The authorization server does not support this response type.");
        }
        if (!Scopes.known(scopes) || !Scopes.cover(app.scopes(), scopes)) {
            return new Objection("invalid_scope", "The requested scope is invalid, unknown, or malformed.");
        }
        String challenge = asked.get("code_challenge");
        boolean sound = challenge == null || challenge.matches("[A-Za-z0-9_-]{43}");
        if (!sound || (challenge != null && !"S256".equals(asked.get("code_challenge_method")))) {
            return new Objection("invalid_code_challenge_method", "The code_challenge_method must be S256.");
        }
        if (answered && asked.contains("deny")) {
            return new Objection("access_denied", "The resource owner or authorization server denied the request.");
        }
        return null;
    }

    private void allow(RoutingContext ctx, OAuthApp app, String redirect, Set<String> scopes, MultiMap asked) {
        Account user = guests.stream()
                .map(instance::account)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        if (user == null) {
            page(ctx, 403, "<p>Nobody is logged in: the sandbox was started without a user.</p>");
            return;
        }
        String code = grants.authorise(app, user, redirect, scopes, asked.get("code_challenge"), clock.instant())
                .code();
        if (redirect.equals(OAuth.OOB)) {
            page(ctx, 200, "<p>Copy this code:</p><code>" + code + "</code>");
        } else {
            back(ctx, redirect, asked.get("state"), List.of("code", code));
        }
    }

    private static void back(RoutingContext ctx, String redirect, @Nullable String state, List<String> answer) {
        var query = new StringBuilder();
        for (int i = 0; i < answer.size(); i += 2) {
            query.append(i == 0 ? "" : "&").append(answer.get(i)).append('=').append(encode(answer.get(i + 1)));
        }
        if (state != null) {
            query.append("&state=").append(encode(state));
        }
        ctx.response().putHeader(HttpHeaders.LOCATION, redirect + (redirect.contains("?") ? "&" : "?") + query);
        Answer.text(ctx, 302, "text/html; charset=utf-8", "");
    }

    private static String question(RoutingContext ctx, OAuthApp app, MultiMap asked, Set<String> scopes) {
        var fields = new StringBuilder();
        for (String name : CARRIED) {
            if (asked.contains(name)) {
                fields.append("<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
                        .formatted(name, Html.escape(asked.get(name))));
            }
        }
        return """
                <p>Let <b>%s</b> do this: %s?</p><form method="post" action="%s">%s
                <button>Authorize</button> <button name="deny" value="1">Deny</button></form>""".formatted(
                        Html.escape(app.name()),
                        Html.escape(String.join(", ", scopes)),
                        ctx.request().path(),
                        fields);
    }

    private static void page(RoutingContext ctx, int status, String body) {
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        Answer.text(
                ctx,
                status,
                "text/html; charset=utf-8",
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Authorize</title>" + body + "</html>");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
