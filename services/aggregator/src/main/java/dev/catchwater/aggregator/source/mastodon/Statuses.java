package dev.catchwater.aggregator.source.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.post.Author;
import dev.catchwater.aggregator.post.CanonicalUrl;
import dev.catchwater.aggregator.post.Content;
import dev.catchwater.aggregator.post.Draft;
import dev.catchwater.aggregator.post.Media;
import dev.catchwater.aggregator.post.Platform;
import dev.catchwater.aggregator.post.PostKey;
import dev.catchwater.aggregator.post.SafeHtml;
import dev.catchwater.aggregator.post.Text;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Mastodon's Status entities as posts. A boost is the post it boosts, seen because of it. Posts that are not public are
 * left out: our timeline has other readers than those they were written for.
 */
final class Statuses {

    private static final Set<String> PUBLIC = Set.of("public", "unlisted");

    private final String base;

    /** @param base the instance that tells us, without a slash at the end */
    Statuses(String base) {
        this.base = base;
    }

    /** Empty if it is not to be shown, or no status at all. */
    Optional<Change> seen(JsonNode status) {
        JsonNode boosted = status.path("reblog");
        JsonNode original = boosted.isObject() ? boosted : status;
        String uri = name(original, "uri");
        String id = name(original, "id");
        if (uri == null
                || id == null
                || !PUBLIC.contains(original.path("visibility").asText("public"))) {
            return Optional.empty();
        }
        String boostId = name(status, "id");
        Draft.Boost boost = boosted.isObject() && boostId != null
                ? new Draft.Boost(localKey(boostId), author(status.path("account")))
                : null;
        return Optional.of(new Change.Seen(new Draft(
                new PostKey(Platform.MASTODON, PostKey.EVERYWHERE, uri),
                List.of(localKey(id)),
                base,
                uri.startsWith(base + "/"),
                author(original.path("account")),
                time(original, "created_at"),
                time(original, "edited_at"),
                content(original, uri),
                boost)));
    }

    /** A stream names what is deleted by the id that its instance gave it. */
    Optional<Change> removed(String id) {
        return PostKey.fits(id) ? Optional.of(new Change.Removed(localKey(id))) : Optional.empty();
    }

    private PostKey localKey(String id) {
        return new PostKey(Platform.MASTODON, base, id);
    }

    private Author author(JsonNode account) {
        String acct = text(account, "acct");
        String handle = acct == null || acct.contains("@")
                ? acct
                : acct + "@" + URI.create(base).getHost();
        return new Author(
                Platform.MASTODON,
                base,
                Optional.ofNullable(Text.line(text(account, "id"), 300)).orElse("?"),
                Text.line(handle, 300),
                Text.line(text(account, "display_name"), 200),
                link(text(account, "url")),
                account.path("bot").asBoolean());
    }

    private Content content(JsonNode status, String uri) {
        String html = SafeHtml.clean(text(status, "content"), URI.create(base + "/"));
        String url = link(text(status, "url"));
        return new Content(
                null,
                html,
                SafeHtml.plain(html),
                url != null ? url : link(uri),
                Text.line(text(status, "language"), 35),
                Text.line(text(status, "spoiler_text"), 500),
                status.path("sensitive").asBoolean(),
                StreamSupport.stream(status.path("media_attachments").spliterator(), false)
                        .map(Statuses::media)
                        .filter(Objects::nonNull)
                        .limit(16)
                        .toList(),
                StreamSupport.stream(status.path("tags").spliterator(), false)
                        .map(tag -> Text.line(text(tag, "name"), 100))
                        .filter(Objects::nonNull)
                        .limit(32)
                        .toList());
    }

    private static @Nullable Media media(JsonNode attachment) {
        String url = link(text(attachment, "url"));
        if (url == null) {
            return null;
        }
        String kind = switch (attachment.path("type").asText()) {
            case "image" -> "image";
            case "video", "gifv" -> "video";
            case "audio" -> "audio";
            default -> "file";
        };
        return new Media(kind, url, Text.line(text(attachment, "description"), 1500));
    }

    private static @Nullable String link(@Nullable String url) {
        return CanonicalUrl.of(url).map(URI::toString).orElse(null);
    }

    private static @Nullable String text(JsonNode of, String field) {
        JsonNode value = of.path(field);
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }

    private static @Nullable String name(JsonNode of, String field) {
        String name = text(of, field);
        return name != null && PostKey.fits(name) ? name : null;
    }

    private static @Nullable Instant time(JsonNode of, String field) {
        try {
            return OffsetDateTime.parse(of.path(field).asText()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
