package dev.catchwater.aggregator.source.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.aggregator.SourceFailure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeeds {

    private static final String VERSION = "://jsonfeed.org/version/";
    /** Parsed, each may take far more heap than it is long. */
    private static final long MAX_TOKENS = 500_000;

    private static final ObjectMapper JSON = mapper();

    private JsonFeeds() {}

    static RawFeed parse(byte[] body) {
        JsonNode feed = read(body);
        if (!feed.path("version").asText().contains(VERSION)
                || !feed.path("items").isArray()) {
            throw new SourceFailure.NotASource("It is JSON, but no JSON Feed.").asException();
        }
        JsonNode author = author(feed);
        List<RawFeed.Entry> entries = items(feed.path("items"))
                .limit(RawFeed.MAX_ENTRIES)
                .filter(JsonNode::isObject)
                .map(item -> entry(item, author))
                .toList();
        return new RawFeed(text(feed, "title"), text(feed, "home_page_url"), text(feed, "language"), null, entries);
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new SourceFailure.Malformed("Its JSON is broken at line " + line + ".").asException();
        } catch (IOException e) {
            throw new SourceFailure.Malformed("Its JSON is broken.").asException();
        }
    }

    private static RawFeed.Entry entry(JsonNode item, JsonNode feedAuthor) {
        JsonNode own = author(item);
        JsonNode author = own.isMissingNode() ? feedAuthor : own;
        String html = text(item, "content_html");
        String plain = text(item, "content_text");
        String title = text(item, "title");
        return new RawFeed.Entry(
                text(item, "id"),
                text(item, "url"),
                title == null ? null : escaped(title),
                html != null ? html : plain != null ? escaped(plain).replace("\n", "<br>") : text(item, "summary"),
                text(author, "name"),
                text(author, "url"),
                date(item, "date_published"),
                date(item, "date_modified"),
                text(item, "language"),
                items(item.path("tags")).map(JsonNode::asText).toList(),
                items(item.path("attachments"))
                        .filter(file -> file.path("url").isTextual())
                        .map(file -> new RawFeed.Enclosure(
                                text(file, "mime_type"), file.path("url").asText()))
                        .toList());
    }

    private static JsonNode author(JsonNode of) {
        JsonNode many = of.path("authors").path(0);
        return many.isMissingNode() ? of.path("author") : many;
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static @Nullable String text(JsonNode of, String field) {
        JsonNode value = of.path(field);
        // Ids are texts, but numbers are met in the wild.
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }

    private static @Nullable Instant date(JsonNode of, String field) {
        try {
            return OffsetDateTime.parse(of.path(field).asText()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(256)
                        .maxTokenCount(MAX_TOKENS)
                        .build());
        return mapper;
    }
}
