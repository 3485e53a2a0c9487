package dev.catchwater.sandbox.mastodon;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What an instance says of itself: {@code /api/v2/instance} and the older {@code /api/v1/instance}. */
final class InstanceJson {

    static final String VERSION = "4.6.4";
    static final String VAPID_KEY =
            "BCk-QqERU0q-CfYZjcuB6lnyyOYfJ2AifKqfeGIm7Z-HiTU5T9eTG5GxVA0_OH5mMlI4UkkDTpaZwozy0TzdZ2M=";

    private static final List<String> MEDIA_TYPES = List.of(
            "image/jpeg",
            "image/png",
            "image/gif",
            "image/heic",
            "image/heif",
            "image/webp",
            "image/avif",
            "video/webm",
            "video/mp4",
            "video/quicktime",
            "video/ogg",
            "audio/wave",
            "audio/wav",
            "audio/x-wav",
            "audio/x-pn-wave",
            "audio/vnd.wave",
            "audio/ogg",
            "audio/vorbis",
            "audio/mpeg",
            "audio/mp3",
            "audio/webm",
            "audio/flac",
            "audio/aac",
            "audio/m4a",
            "audio/x-m4a",
            "audio/mp4",
            "audio/3gpp",
            "video/x-ms-asf");
    private static final List<Integer> ICON_SIZES = List.of(36, 48, 72, 96, 144, 192, 256, 384, 512);

    private final Instance instance;
    private final String base;

    InstanceJson(Instance instance, String base) {
        this.instance = instance;
        this.base = base;
    }

    JsonObject v2() {
        return new JsonObject()
                .put("domain", domain())
                .put("title", instance.title())
                .put("version", VERSION)
                .put("source_url", "https://github.com/mastodon/mastodon")
                .put("description", "A pretend instance")
                .put(
                        "usage",
                        new JsonObject()
                                .put(
                                        "users",
                                        new JsonObject()
                                                .put(
                                                        "active_month",
                                                        instance.accounts().size())))
                .put(
                        "thumbnail",
                        new JsonObject()
                                .put("url", base + "/headers/original/missing.svg")
                                .put("description", "A plain blue rectangle"))
                .put("icon", icons())
                .put("languages", new JsonArray().add("en"))
                .put("configuration", configuration())
                .put("registrations", registrations())
                .put("api_versions", new JsonObject().put("mastodon", 11))
                .putNull("wrapstodon")
                .put("contact", new JsonObject().put("email", "").putNull("account"))
                .put("rules", new JsonArray());
    }

    private static JsonObject registrations() {
        return new JsonObject()
                .put("enabled", false)
                .put("approval_required", false)
                .put("reason_required", false)
                .putNull("message")
                .putNull("min_age")
                .putNull("url");
    }

    JsonObject v1() {
        var configuration = new JsonObject()
                .put("accounts", new JsonObject().put("max_featured_tags", 10))
                .put("statuses", statuses())
                .put("media_attachments", media())
                .put("polls", polls());
        configuration.getJsonObject("media_attachments").remove("description_limit");
        return new JsonObject()
                .put("uri", domain())
                .put("title", instance.title())
                .put("short_description", "A pretend instance")
                .put("description", "A pretend instance")
                .put("email", "")
                .put("version", VERSION)
                .put("urls", new JsonObject().put("streaming_api", streaming()))
                .put(
                        "stats",
                        new JsonObject()
                                .put("user_count", instance.accounts().size())
                                .put("status_count", instance.statuses().size())
                                .put("domain_count", 1))
                .put("thumbnail", base + "/headers/original/missing.svg")
                .put("languages", new JsonArray().add("en"))
                .put("registrations", false)
                .put("approval_required", false)
                .put("invites_enabled", false)
                .put("configuration", configuration)
                .putNull("contact_account")
                .put("rules", new JsonArray());
    }

    private JsonObject configuration() {
        var open = new JsonObject().put("local", "public").put("remote", "public");
        return new JsonObject()
                .put(
                        "urls",
                        new JsonObject()
                                .put("streaming", streaming())
                                .putNull("status")
                                .put("about", base + "/about")
                                .put("privacy_policy", base + "/privacy-policy")
                                .putNull("terms_of_service"))
                .put("vapid", new JsonObject().put("public_key", VAPID_KEY))
                .put("accounts", accounts())
                .put("statuses", statuses())
                .put("media_attachments", media())
                .put("polls", polls())
                .put("translation", new JsonObject().put("enabled", false))
                .put(
                        "timelines_access",
                        new JsonObject()
                                .put("live_feeds", open)
                                .put("hashtag_feeds", open.copy())
                                .put("trending_link_feeds", open.copy()))
                .put("limited_federation", false);
    }

    private static JsonObject accounts() {
        return new JsonObject()
                .put("max_display_name_length", 40)
                .put("max_note_length", 500)
                .put("max_avatar_description_length", 150)
                .put("max_header_description_length", 150)
                .put("max_featured_tags", 10)
                .put("max_pinned_statuses", 5)
                .put("max_profile_fields", 4)
                .put("profile_field_name_limit", 255)
                .put("profile_field_value_limit", 255);
    }

    private static JsonObject statuses() {
        return new JsonObject()
                .put("max_characters", 500)
                .put("max_media_attachments", 4)
                .put("characters_reserved_per_url", 23);
    }

    private static JsonObject media() {
        return new JsonObject()
                .put("description_limit", 10_000)
                .put("image_matrix_limit", 33_177_600)
                .put("image_size_limit", 16_777_216)
                .put("supported_mime_types", new JsonArray(MEDIA_TYPES))
                .put("video_frame_rate_limit", 120)
                .put("video_matrix_limit", 8_294_400)
                .put("video_size_limit", 103_809_024);
    }

    private static JsonObject polls() {
        return new JsonObject()
                .put("max_options", 4)
                .put("max_characters_per_option", 50)
                .put("min_expiration", 300)
                .put("max_expiration", 2_629_746);
    }

    private JsonArray icons() {
        var icons = new JsonArray();
        ICON_SIZES.forEach(edge -> icons.add(new JsonObject()
                .put("src", base + "/headers/original/missing.svg")
                .put("size", edge + "x" + edge)));
        return icons;
    }

    private String domain() {
        return instance.id() + ".example";
    }

    private String streaming() {
        return base.replaceFirst("^http", "ws");
    }
}
