package dev.catchwater.sandbox.mastodon;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Accounts as version 4.6 writes them (docs.joinmastodon.org/entities/Account). */
final class AccountJson {

    private final Instance instance;
    private final String base;

    AccountJson(Instance instance, String base) {
        this.instance = instance;
        this.base = base;
    }

    JsonObject write(Account account) {
        return tail(head(account), account);
    }

    /** The account as its owner sees it: with {@code source} and {@code role}. */
    JsonObject own(Account account) {
        var source = new JsonObject()
                .put("privacy", "public")
                .put("sensitive", false)
                .putNull("language")
                .put("note", account.persona().bio())
                .put("fields", fields(account))
                .put("follow_requests_count", 0)
                .putNull("hide_collections")
                .put("discoverable", true)
                .put("indexable", true)
                .put("attribution_domains", new JsonArray())
                .put("quote_policy", "public");
        var role = new JsonObject()
                .put("id", "-99")
                .put("name", "")
                .put("permissions", "65536")
                .put("color", "")
                .put("highlighted", false)
                .put("collection_limit", 10);
        return tail(head(account).put("source", source), account).put("role", role);
    }

    private JsonObject head(Account account) {
        JsonObject json = new JsonObject()
                .put("id", Long.toString(account.id()))
                .put("username", account.username())
                .put("acct", account.username())
                .put("display_name", account.persona().name())
                .put("locked", false)
                .put("bot", false)
                .put("discoverable", true)
                .put("indexable", true)
                .put("group", false)
                .put("created_at", StatusJson.millis(account.created().truncatedTo(ChronoUnit.DAYS)))
                .put("note", "<p>" + Html.escape(account.persona().bio()) + "</p>")
                .put("url", base + "/@" + account.username())
                .put("uri", base + "/ap/users/" + account.id());
        return figures(pictures(json, account), account);
    }

    private JsonObject pictures(JsonObject json, Account account) {
        String avatar = base + "/avatars/" + account.username() + ".svg";
        String header = base + "/headers/original/missing.svg";
        return json.put("avatar", avatar)
                .put("avatar_static", avatar)
                .put("avatar_description", "")
                .put("header", header)
                .put("header_static", header)
                .put("header_description", "");
    }

    private JsonObject figures(JsonObject json, Account account) {
        Instant last = instance.lastWritten(account);
        int others = instance.accounts().size() - 1;
        return json.put("followers_count", others)
                .put("following_count", others)
                .put("statuses_count", instance.written(account))
                .put(
                        "last_status_at",
                        last == null
                                ? null
                                : last.atZone(ZoneOffset.UTC).toLocalDate().toString())
                .putNull("hide_collections")
                .put("show_media", true)
                .put("show_media_replies", true)
                .put("show_featured", true)
                .put("noindex", false)
                .put(
                        "feature_approval",
                        new JsonObject()
                                .put("automatic", new JsonArray())
                                .put("manual", new JsonArray())
                                .put("current_user", "denied"));
    }

    private static JsonObject tail(JsonObject json, Account account) {
        return json.put("emojis", new JsonArray()).put("roles", new JsonArray()).put("fields", fields(account));
    }

    private static JsonArray fields(Account account) {
        var fields = new JsonArray();
        account.persona().topics().stream()
                .limit(1)
                .forEach(topic -> fields.add(new JsonObject()
                        .put("name", "writes about")
                        .put("value", topic)
                        .putNull("verified_at")));
        return fields;
    }
}
