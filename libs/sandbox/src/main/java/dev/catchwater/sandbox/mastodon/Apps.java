package dev.catchwater.sandbox.mastodon;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** Registration of clients (docs.joinmastodon.org/methods/apps). */
final class Apps {

    private final Grants grants;

    Apps(Grants grants) {
        this.grants = grants;
    }

    void mount(Router router, String root, Door door) {
        router.post(root + "/api/v1/apps").handler(door.guard(Door.Needs.NOTHING, "", this::register));
        router.get(root + "/api/v1/apps/verify_credentials").handler(door.guard(Door.Needs.TOKEN, "", this::app));
    }

    private void register(Call call) {
        RoutingContext ctx = call.ctx();
        MultiMap form = Form.of(ctx);
        String name = form.get("client_name");
        List<String> redirects = Form.list(form, "redirect_uris");
        Set<String> scopes = Scopes.parse(form.get("scopes") == null ? "read" : form.get("scopes"));
        if (name == null || name.isBlank()) {
            Call.error(ctx, 422, "Validation failed: Application name can't be blank");
        } else if (redirects.isEmpty()) {
            Call.error(ctx, 422, "Validation failed: Redirect URI can't be blank");
        } else if (!redirects.stream().allMatch(Apps::absolute)) {
            Call.error(ctx, 422, "Validation failed: Redirect URI must be an absolute URI.");
        } else if (!Scopes.known(scopes)) {
            Call.error(ctx, 422, "Validation failed: Scopes doesn't match configured on the server.");
        } else {
            OAuthApp app = grants.register(name, form.get("website"), redirects, scopes);
            call.ok(describe(app)
                    .put("client_id", app.clientId())
                    .put("client_secret", app.clientSecret())
                    .put("client_secret_expires_at", 0));
        }
    }

    private void app(Call call) {
        OAuthApp app = call.grant() == null ? null : call.grant().app();
        if (app == null) {
            Call.error(call.ctx(), 401, "The access token is invalid");
        } else {
            call.ok(describe(app));
        }
    }

    private static JsonObject describe(OAuthApp app) {
        return new JsonObject()
                .put("id", app.id())
                .put("name", app.name())
                .put("website", app.website())
                .put("scopes", new JsonArray(List.copyOf(app.scopes())))
                .put("redirect_uris", new JsonArray(app.redirectUris()))
                .put("vapid_key", InstanceJson.VAPID_KEY)
                .put("redirect_uri", String.join("\n", app.redirectUris()));
    }

    private static boolean absolute(String uri) {
        return uri.equals(OAuth.OOB) || uri.matches("[a-z][a-z0-9+.-]*://?[^\\s#]+");
    }
}
