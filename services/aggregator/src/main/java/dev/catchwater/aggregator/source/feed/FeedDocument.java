package dev.catchwater.aggregator.source.feed;

import dev.catchwater.aggregator.SourceFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;

/** What a body is: a feed in one of the formats, or a web page that may point to one. */
sealed interface FeedDocument {

    /** A feed. */
    record Feed(RawFeed feed) implements FeedDocument {}

    /** A page, and the first feed it names. */
    record Page(Optional<URI> feed) implements FeedDocument {}

    /** How far into a page we look for its links: they stand in its head. */
    int MAX_PAGE = 512 * 1024;

    /**
     * Reads a body. What it is counts more than what its server says it is; fails with a
     * {@link dev.catchwater.aggregator.SourceException} if it is neither.
     *
     * @param contentType the header, if there was one
     * @param base where it came from
     */
    static FeedDocument read(byte[] body, @Nullable String contentType, URI base) {
        String start = new String(body, 0, Math.min(body.length, 1024), StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .replaceFirst("^(?:\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (start.isEmpty()) {
            throw new SourceFailure.NotASource("It is empty.").asException();
        }
        if (start.startsWith("{")) {
            return new Feed(JsonFeeds.parse(body));
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html") || pageByType(type, start)) {
            return new Page(Links.firstFeed(page(body), base));
        }
        if (start.startsWith("<")) {
            return new Feed(XmlFeeds.parse(body, charset(type)));
        }
        String said = type.isEmpty() ? "" : " (its server calls it " + type.split(";", 2)[0].strip() + ")";
        throw new SourceFailure.NotASource("It is neither XML nor JSON" + said + ".").asException();
    }

    private static boolean pageByType(String type, String start) {
        return type.startsWith("text/html")
                && !start.contains("<rss")
                && !start.contains("<feed")
                && !start.contains("<rdf");
    }

    private static String page(byte[] body) {
        return new String(body, 0, Math.min(body.length, MAX_PAGE), StandardCharsets.UTF_8);
    }

    private static @Nullable String charset(String type) {
        int at = type.indexOf("charset=");
        return at < 0
                ? null
                : type.substring(at + 8).split("[;\\s]", 2)[0].replace("\"", "").replace("'", "");
    }

    /** Finds {@code <link rel=alternate type=application/rss+xml href=…>} in a page. */
    final class Links implements HtmlSanitizer.Policy {

        private static final List<String> TYPES =
                List.of("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json");

        private final URI base;
        private Optional<URI> found = Optional.empty();

        private Links(URI base) {
            this.base = base;
        }

        static Optional<URI> firstFeed(String page, URI base) {
            Links links = new Links(base);
            HtmlSanitizer.sanitize(page, links);
            return links.found;
        }

        @Override
        public void openTag(String element, List<String> attributes) {
            if (!element.equals("link") || found.isPresent()) {
                return;
            }
            Map<String, String> named = IntStream.range(0, attributes.size() / 2)
                    .boxed()
                    .collect(Collectors.toMap(i -> attributes.get(2 * i), i -> attributes.get(2 * i + 1), (a, b) -> a));
            String type =
                    named.getOrDefault("type", "").toLowerCase(Locale.ROOT).strip();
            List<String> relations = List.of(
                    named.getOrDefault("rel", "").toLowerCase(Locale.ROOT).split("\\s+"));
            if (relations.contains("alternate") && TYPES.contains(type) && named.containsKey("href")) {
                found = resolve(named.getOrDefault("href", ""));
            }
        }

        private Optional<URI> resolve(String href) {
            try {
                return Optional.of(base.resolve(href.strip()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public void openDocument() {}

        @Override
        public void closeDocument() {}

        @Override
        public void closeTag(String element) {}

        @Override
        public void text(String words) {}
    }
}
