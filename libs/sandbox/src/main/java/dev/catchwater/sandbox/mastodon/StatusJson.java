package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.world.Draft;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Statuses as version 4.6 writes them (docs.joinmastodon.org/entities/Status), key for key in its order. */
final class StatusJson {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern MENTION = Pattern.compile("(?<![\\w/])@([a-z0-9_]{1,30})");

    private final Instance instance;
    private final String base;
    private final AccountJson accounts;

    /** @param base the instance's address, without a slash at the end */
    StatusJson(Instance instance, String base) {
        this.instance = instance;
        this.base = base;
        this.accounts = new AccountJson(instance, base);
    }

    static String millis(Instant at) {
        return MILLIS.format(at);
    }

    /** The status as this viewer sees it, or as anyone does. */
    JsonObject write(Status status, @Nullable Account viewer) {
        boolean boost = status.boosted() != null;
        JsonObject json = head(status, boost);
        if (viewer != null) {
            json.put("favourited", false)
                    .put("reblogged", false)
                    .put("muted", false)
                    .put("bookmarked", false);
            if (!boost && viewer.id() == status.account().id()) {
                json.put("pinned", false);
            }
        }
        json.put("content", boost ? "" : Html.content(status.draft(), instance, base));
        if (viewer != null) {
            json.put("filtered", new JsonArray());
        }
        json.put("reblog", status.boosted() == null ? null : write(status.boosted(), viewer));
        json.put(
                "application",
                boost ? null : new JsonObject().put("name", "Web").putNull("website"));
        json.put("account", accounts.write(status.account()));
        return tail(json, status, viewer);
    }

    private JsonObject head(Status status, boolean boost) {
        Status.Parent parent = status.replyTo();
        String account = base + "/ap/users/" + status.account().id();
        String activity = boost ? "/activity" : "";
        return new JsonObject()
                .put("id", Long.toString(status.id()))
                .put("created_at", millis(status.created()))
                .put("in_reply_to_id", parent == null ? null : Long.toString(parent.id()))
                .put(
                        "in_reply_to_account_id",
                        parent == null ? null : Long.toString(parent.account().id()))
                .put("sensitive", !boost && status.draft().warning() != null)
                .put(
                        "spoiler_text",
                        status.draft().warning() == null ? "" : status.draft().warning())
                .put("visibility", status.visibility())
                .put("language", boost ? null : status.draft().language())
                .put("uri", account + "/statuses/" + status.id() + activity)
                .put(
                        "url",
                        boost
                                ? base + "/users/" + status.account().username() + "/statuses/" + status.id() + activity
                                : base + "/@" + status.account().username() + "/" + status.id())
                .put("replies_count", 0)
                .put("reblogs_count", instance.boosts(status))
                .put("favourites_count", instance.boosts(status) * 2)
                .put("quotes_count", 0)
                .put("edited_at", status.edited() == null ? null : millis(status.edited()));
    }

    private JsonObject tail(JsonObject json, Status status, @Nullable Account viewer) {
        Draft draft = status.draft();
        var approval = new JsonObject()
                .put("automatic", new JsonArray().add("public"))
                .put("manual", new JsonArray())
                .put("current_user", viewer == null ? "denied" : "automatic");
        return json.put("media_attachments", media(status))
                .put("mentions", mentions(draft))
                .put("tags", tags(draft))
                .put("emojis", new JsonArray())
                .put("tagged_collections", new JsonArray())
                .putNull("quote")
                .put("card", draft.link() == null ? null : card(draft, draft.link()))
                .putNull("poll")
                .put("quote_approval", approval);
    }

    private JsonArray tags(Draft draft) {
        var tags = new JsonArray();
        draft.tags().forEach(tag -> tags.add(new JsonObject().put("name", tag).put("url", base + "/tags/" + tag)));
        return tags;
    }

    private JsonArray mentions(Draft draft) {
        var mentions = new JsonArray();
        Matcher mention = MENTION.matcher(String.join(" ", draft.sentences()));
        while (mention.find()) {
            Account mentioned = instance.account(mention.group(1));
            if (mentioned != null) {
                mentions.add(new JsonObject()
                        .put("id", Long.toString(mentioned.id()))
                        .put("username", mentioned.username())
                        .put("url", base + "/@" + mentioned.username())
                        .put("acct", mentioned.username()));
            }
        }
        return mentions;
    }

    private JsonArray media(Status status) {
        if (status.draft().picture() == null) {
            return new JsonArray();
        }
        String file = base + "/system/media_attachments/" + status.id();
        return new JsonArray()
                .add(new JsonObject()
                        .put("id", Long.toString(status.id()))
                        .put("type", "image")
                        .put("url", file + "/original.svg")
                        .put("preview_url", file + "/small.svg")
                        .putNull("remote_url")
                        .putNull("preview_remote_url")
                        .putNull("text_url")
                        .put("meta", new JsonObject().put("original", size(600)).put("small", size(480)))
                        .put("description", status.draft().picture())
                        .put("blurhash", "UGC~-#M{0JfkNFofR%M{IURj%Mt7E0oM%MR*"));
    }

    private static JsonObject size(int edge) {
        return new JsonObject()
                .put("width", edge)
                .put("height", edge)
                .put("size", edge + "x" + edge)
                .put("aspect", 1.0);
    }

    private static JsonObject card(Draft draft, String link) {
        return new JsonObject()
                .put("url", link)
                .put("title", draft.title())
                .put("description", "")
                .put("language", draft.language())
                .put("type", "link")
                .put("author_name", "")
                .put("author_url", "")
                .put("provider_name", "")
                .put("provider_url", "")
                .put("html", "")
                .put("width", 0)
                .put("height", 0)
                .putNull("image")
                .put("image_description", "")
                .put("embed_url", "")
                .putNull("blurhash")
                .putNull("published_at")
                .put("missing_attribution", false)
                .put("authors", new JsonArray());
    }
}
