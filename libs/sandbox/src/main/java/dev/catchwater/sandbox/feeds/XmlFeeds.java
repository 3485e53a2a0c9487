package dev.catchwater.sandbox.feeds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;

/** Feeds as XML: RSS 2.0 (rssboard.org/rss-specification) and Atom 1.0 (RFC 4287). */
final class XmlFeeds {

    private static final DateTimeFormatter RFC_822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String[] NAMESPACES = {
        "version", "2.0",
        "xmlns:atom", "http://www.w3.org/2005/Atom",
        "xmlns:content", "http://purl.org/rss/1.0/modules/content/",
        "xmlns:dc", "http://purl.org/dc/elements/1.1/"
    };

    private XmlFeeds() {}

    static String rss(Publication publication, String base) {
        Site site = publication.site();
        String home = site.home(base);
        return Xml.document(xml -> {
            xml.open("rss", NAMESPACES);
            xml.open("channel");
            xml.text("title", site.title());
            xml.text("link", home);
            xml.text("description", site.description());
            xml.text("language", site.language());
            xml.text("lastBuildDate", RFC_822.format(publication.changed()));
            if (site.ttl() > 0) {
                xml.text("ttl", Integer.toString(site.ttl()));
            }
            xml.empty("atom:link", "rel", "self", "type", Format.RSS.type(), "href", home + Format.RSS.file());
            for (Item item : publication.window()) {
                rssItem(xml, site, item, base);
            }
            xml.close();
            xml.close();
        });
    }

    private static void rssItem(Xml xml, Site site, Item item, String base) throws XMLStreamException {
        xml.open("item");
        xml.text("title", item.draft().title());
        xml.text("link", item.page(site, base));
        xml.text("guid", item.identity(site), "isPermaLink", "false");
        xml.text("pubDate", RFC_822.format(item.published()));
        xml.text("dc:creator", item.author().name());
        for (String tag : item.draft().tags()) {
            xml.text("category", tag);
        }
        xml.text("description", item.summary());
        xml.cdata("content:encoded", item.html(base));
        xml.close();
    }

    static String atom(Publication publication, String base) {
        Site site = publication.site();
        String home = site.home(base);
        return Xml.document(xml -> {
            xml.open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", site.language());
            xml.text("id", "tag:" + site.id() + ".example,2026:feed");
            xml.text("title", site.title());
            xml.text("subtitle", site.description());
            xml.text("updated", seconds(publication.changed()));
            xml.empty("link", "rel", "self", "type", Format.ATOM.type(), "href", home + Format.ATOM.file());
            xml.empty("link", "rel", "alternate", "type", "text/html", "href", home);
            for (Item item : publication.window()) {
                atomEntry(xml, site, item, base);
            }
            xml.close();
        });
    }

    private static void atomEntry(Xml xml, Site site, Item item, String base) throws XMLStreamException {
        xml.open("entry");
        xml.text("id", item.identity(site));
        xml.text("title", item.draft().title(), "type", "text");
        xml.empty("link", "rel", "alternate", "type", "text/html", "href", item.page(site, base));
        xml.text("published", seconds(item.published()));
        xml.text("updated", seconds(item.updated()));
        xml.open("author");
        xml.text("name", item.author().name());
        xml.close();
        for (String tag : item.draft().tags()) {
            xml.empty("category", "term", tag);
        }
        xml.text("summary", item.summary());
        xml.text("content", item.html(base), "type", "html");
        xml.close();
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
