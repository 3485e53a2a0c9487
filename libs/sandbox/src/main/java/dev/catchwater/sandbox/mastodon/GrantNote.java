package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.judge.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change of an instance's grants, as the journal keeps it: real servers do not forget tokens when they restart. */
sealed interface GrantNote {

    /** The prefix of the operations that carry notes. */
    String OPS = "oauth-";

    record Registered(OAuthApp app) implements GrantNote {}

    record Granted(Grant grant) implements GrantNote {}

    record Revoked(String token) implements GrantNote {}

    default Command command(String place, Instant at) {
        return switch (this) {
            case Registered(OAuthApp app) -> new Command(place, OPS + "app", app(app), at);
            case Granted(Grant grant) -> new Command(place, OPS + "token", token(grant), at);
            case Revoked(String token) -> new Command(place, OPS + "revoke", new JsonObject().put("token", token), at);
        };
    }

    static GrantNote read(Command command, Instance instance, Grants grants) {
        JsonObject args = command.args();
        return switch (command.op()) {
            case OPS + "app" ->
                new Registered(new OAuthApp(
                        command.text("id", ""),
                        command.text("name", ""),
                        args.getString("website"),
                        strings(args, "redirect_uris"),
                        new LinkedHashSet<>(strings(args, "scopes")),
                        command.text("client_id", ""),
                        command.text("client_secret", "")));
            case OPS + "token" -> {
                @Nullable String user = args.getString("user");
                yield new Granted(new Grant(
                        command.text("token", ""),
                        grants.app(command.text("client_id", "")),
                        user == null ? null : instance.account(user),
                        Set.copyOf(strings(args, "scopes")),
                        command.at()));
            }
            case OPS + "revoke" -> new Revoked(command.text("token", ""));
            default -> throw new Refusal(404, "no such operation: " + command.op());
        };
    }

    private static JsonObject app(OAuthApp app) {
        return new JsonObject()
                .put("id", app.id())
                .put("name", app.name())
                .put("website", app.website())
                .put("redirect_uris", new JsonArray(app.redirectUris()))
                .put("scopes", new JsonArray(List.copyOf(app.scopes())))
                .put("client_id", app.clientId())
                .put("client_secret", app.clientSecret());
    }

    private static JsonObject token(Grant grant) {
        return new JsonObject()
                .put("token", grant.token())
                .put("client_id", grant.app() == null ? "" : grant.app().clientId())
                .put("user", grant.user() == null ? null : grant.user().username())
                .put("scopes", new JsonArray(List.copyOf(grant.scopes())));
    }

    private static List<String> strings(JsonObject args, String name) {
        var values = new ArrayList<String>();
        args.getJsonArray(name, new JsonArray()).forEach(value -> values.add(String.valueOf(value)));
        return List.copyOf(values);
    }
}
