package dev.catchwater.aggregator.source.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.module.SyModule;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.catchwater.aggregator.SourceFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jspecify.annotations.Nullable;

/** RSS 0.9x to 2.0, RDF and Atom, by Rome, over a document that {@link SafeXml} has read. */
final class XmlFeeds {

    private XmlFeeds() {}

    static RawFeed parse(byte[] body, @Nullable String charset) {
        Document document = SafeXml.parse(body, charset);
        SyndFeedInput input = new SyndFeedInput();
        input.setPreserveWireFeed(true);
        try {
            SyndFeed feed = input.build(document);
            List<RawFeed.Entry> entries = feed.getEntries().stream()
                    .limit(RawFeed.MAX_ENTRIES)
                    .map(XmlFeeds::entry)
                    .toList();
            return new RawFeed(feed.getTitle(), feed.getLink(), feed.getLanguage(), ttl(feed), entries);
        } catch (FeedException | IllegalArgumentException e) {
            String root = document.getRootElement().getName();
            throw new SourceFailure.NotASource("It is XML, but no feed: its root is <" + shortened(root) + ">.")
                    .asException();
        }
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    private static RawFeed.Entry entry(SyndEntry entry) {
        Optional<SyndPerson> person = entry.getAuthors().stream().findFirst();
        return new RawFeed.Entry(
                entry.getUri(),
                entry.getLink(),
                title(entry),
                content(entry),
                person.map(SyndPerson::getName).orElse(entry.getAuthor()),
                person.map(SyndPerson::getUri).orElse(null),
                entry.getPublishedDate() == null
                        ? null
                        : entry.getPublishedDate().toInstant(),
                entry.getUpdatedDate() == null ? null : entry.getUpdatedDate().toInstant(),
                null,
                entry.getCategories().stream().map(SyndCategory::getName).toList(),
                entry.getEnclosures().stream()
                        .filter(file -> file.getUrl() != null)
                        .map(file -> new RawFeed.Enclosure(file.getType(), file.getUrl()))
                        .toList());
    }

    private static @Nullable String title(SyndEntry entry) {
        SyndContent title = entry.getTitleEx();
        return title == null ? null : html(title);
    }

    /** The longest of what the entry offers: some put an excerpt first and the whole after it. */
    private static @Nullable String content(SyndEntry entry) {
        Stream<SyndContent> offered =
                Stream.concat(entry.getContents().stream(), Stream.ofNullable(entry.getDescription()));
        return offered.map(XmlFeeds::html)
                .filter(text -> !text.isBlank())
                .reduce((a, b) -> b.length() > a.length() ? b : a)
                .orElse(null);
    }

    /** Atom says what is text; in RSS everything may be HTML. */
    private static String html(SyndContent content) {
        String value = content.getValue() == null ? "" : content.getValue();
        boolean text = "text".equals(content.getType()) || "text/plain".equals(content.getType());
        return text ? value.replace("&", "&amp;").replace("<", "&lt;") : value;
    }

    private static @Nullable Duration ttl(SyndFeed feed) {
        WireFeed wire = feed.originalWireFeed();
        if (wire instanceof Channel channel && channel.getTtl() > 0) {
            return Duration.ofMinutes(Math.min(channel.getTtl(), 7 * 24 * 60));
        }
        if (feed.getModule(SyModule.URI) instanceof SyModule update && update.getUpdatePeriod() != null) {
            Duration period = switch (update.getUpdatePeriod()) {
                case "hourly" -> Duration.ofHours(1);
                case "daily" -> Duration.ofDays(1);
                default -> Duration.ofDays(7);
            };
            return period.dividedBy(Math.max(1, update.getUpdateFrequency()));
        }
        return null;
    }
}
