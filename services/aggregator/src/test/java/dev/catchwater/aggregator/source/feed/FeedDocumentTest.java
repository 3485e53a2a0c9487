package dev.catchwater.aggregator.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.aggregator.Change;
import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.aggregator.SourceKey;
import dev.catchwater.aggregator.post.Draft;
import dev.catchwater.aggregator.post.Platform;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDocumentTest {

    private static final URI BASE = URI.create("https://blog.example/feed");

    @Test
    void atomIsRead() {
        Draft draft = only("""
                <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Notes</title><id>urn:f</id>
                <updated>2026-11-20T10:00:00Z</updated>
                <entry><id>urn:1</id><title type="text">Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;</title>
                <link rel="alternate" href="/posts/1?utm_source=feed"/><author><name>Ada</name></author>
                <published>2026-11-20T09:00:00+01:00</published><updated>2026-11-20T10:00:00Z</updated>
                <category term="sea"/><content type="html">&lt;p&gt;Hello&lt;/p&gt;</content></entry></feed>""");
        assertThat(draft.key().externalId()).isEqualTo("urn:1");
        assertThat(draft.content().title()).isEqualTo("Tom & <b>Jerry</b>");
        assertThat(draft.content().html()).isEqualTo("<p>Hello</p>");
        assertThat(draft.content().url()).isEqualTo("https://blog.example/posts/1");
        assertThat(draft.content().tags()).containsExactly("sea");
        assertThat(draft.publishedAt()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        assertThat(draft.editedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        assertThat(draft.author())
                .isNotNull()
                .satisfies(author -> assertThat(author.name()).isEqualTo("Ada"));
    }

    @Test
    void atomWithXhtmlContentIsRead() {
        Draft draft = only("""
                <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>f</id><entry><id>1</id><title>x</title>
                <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <b>you</b></p></div></content>
                </entry></feed>""");
        assertThat(draft.content().html()).contains("<p>Hello <b>you</b></p>");
    }

    @Test
    void rssIsReadWithItsTtlEnclosuresAndTheLongerContent() {
        RawFeed feed = feed("""
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>R</title>
                <link>https://blog.example</link><description>d</description><ttl>90</ttl>
                <item><title>One</title><description>Short</description>
                <content:encoded><![CDATA[<p>Much longer</p>]]></content:encoded>
                <enclosure url="https://blog.example/1.mp3" type="audio/mpeg" length="1"/>
                <pubDate>Fri, 20 Nov 2026 09:00:00 +0100</pubDate></item></channel></rss>""");
        assertThat(feed.ttl()).isEqualTo(Duration.ofMinutes(90));
        Draft draft = drafts(feed).getFirst();
        assertThat(draft.content().plain()).isEqualTo("Much longer");
        assertThat(draft.content().media())
                .singleElement()
                .satisfies(media -> assertThat(media.kind()).isEqualTo("audio"));
        assertThat(draft.key().externalId()).startsWith("sha256:");
    }

    @Test
    void rdfIsRead() {
        assertThat(only("""
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
                <channel rdf:about="https://b.example/"><title>t</title><link>https://b.example/</link>
                <description>d</description></channel>
                <item rdf:about="https://b.example/1"><title>One</title><link>https://b.example/1</link></item>
                </rdf:RDF>""").content().title()).isEqualTo("One");
    }

    @Test
    void jsonFeedIsRead() {
        Draft draft = only("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "J", "language": "de", "items": [
                {"id": 7, "url": "https://b.example/7", "title": "a < b", "content_text": "x <i>y</i>\\nz",
                "date_published": "2026-11-20T09:00:00+01:00", "authors": [{"name": "Ada"}], "tags": ["t"]}]}""");
        assertThat(draft.key().externalId()).isEqualTo("7");
        assertThat(draft.content().title()).isEqualTo("a < b");
        assertThat(draft.content().plain()).isEqualTo("x <i>y</i>\nz");
        assertThat(draft.content().html()).doesNotContain("<i>");
        assertThat(draft.content().lang()).isEqualTo("de");
    }

    @Test
    void theNewestEntryComesLastSoThatIngestingKeepsTheOrder() {
        assertThat(drafts(feed("""
                <rss version="2.0"><channel><title>t</title><link>https://b.example</link><description>d</description>
                <item><guid>new</guid></item><item><guid>old</guid></item></channel></rss>""")))
                .extracting(draft -> draft.key().externalId())
                .containsExactly("old", "new");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1,ISO-8859-1,text/xml",
        "windows-1251,windows-1251,application/rss+xml",
        "UTF-8,windows-1251,text/xml; charset=\"utf-8\"",
        "UTF-16,UTF-16,application/xml",
        "windows-1252,UTF-8,application/xml",
    })
    void anyCharsetIsReadByHeaderThenDeclarationThenAsWindowsLatin(String real, String declared, String type) {
        String word = real.equals("windows-1251") ? "прилив" : "marée";
        String document = "<?xml version=\"1.0\" encoding=\"" + declared + "\"?><rss version=\"2.0\"><channel><title>"
                + word + "</title><link>https://b.example</link><description>d</description></channel></rss>";
        RawFeed feed = read(document.getBytes(Charset.forName(real)), type);
        assertThat(feed.title()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://127.0.0.1:1/rss-0.91.dtd\">",
                "<!DOCTYPE rss [<!ENTITY nbsp \"&#160;\"><!ENTITY mdash \"&#8212;\">]>",
                "<!DOCTYPE rss>",
                "",
            })
    void harmlessDoctypesAndHtmlsEntitiesDoNoHarm(String doctype) {
        RawFeed feed = feed("\n  <?xml version=\"1.0\"?>" + doctype + """
                <rss version="0.91"><channel><title>a&nbsp;b &mdash; c</title><link>https://b.example</link>
                <description>d</description></channel></rss>""");
        assertThat(feed.title()).isEqualTo("a\u00A0b — c");
    }

    @Test
    void aLongFeedIsReadUpToItsBound() {
        String items = "<item><title>x</title></item>".repeat(RawFeed.MAX_ENTRIES + 5);
        assertThat(feed("<rss version=\"2.0\"><channel><title>t</title><link>https://b.example</link>"
                                + "<description>d</description>" + items + "</channel></rss>")
                        .entries())
                .hasSize(RawFeed.MAX_ENTRIES);
    }

    @Test
    void deepJsonIsRefusedAndDoesNotOverflow() {
        assertThatThrownBy(() -> read(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8), null))
                .isInstanceOf(SourceException.class);
    }

    @Test
    void aPageLeadsToTheFirstFeedItNames() {
        FeedDocument page = FeedDocument.read(
                """
                <html><head><link rel="stylesheet" href="x.css"><link rel="alternate" hreflang="de" href="/de">
                <link href="atom.xml?a=1&amp;b=2" type="application/atom+xml" rel="home alternate">
                <link rel=alternate type=application/rss+xml href=/rss></head></html>""".getBytes(StandardCharsets.UTF_8), "text/html", URI.create("https://b.example/x/"));
        assertThat(page)
                .isEqualTo(new FeedDocument.Page(
                        java.util.Optional.of(URI.create("https://b.example/x/atom.xml?a=1&b=2"))));
    }

    @Test
    void externalEntitiesAreRefusedByName() {
        assertThatThrownBy(() -> feed("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss>&x;</rss>"))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        thrown -> assertThat(thrown.failure()).isInstanceOf(SourceFailure.Hostile.class));
    }

    @Test
    void documentsOfMoreElementsThanAHeapHoldsAreRefused() {
        assertThatThrownBy(() -> feed("<rss version='2.0'>" + "<a/>".repeat(300_000) + "</rss>"))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        thrown -> assertThat(thrown.failure()).isInstanceOf(SourceFailure.Hostile.class));
        assertThatThrownBy(() -> read(
                        ("[" + "0,".repeat(600_000) + "0]")
                                .replace("[0", "{\"a\":[0")
                                .getBytes(StandardCharsets.UTF_8),
                        null))
                .isInstanceOf(SourceException.class);
    }

    private static Draft only(String document) {
        List<Draft> drafts = drafts(feed(document));
        assertThat(drafts).hasSize(1);
        return drafts.getFirst();
    }

    private static List<Draft> drafts(RawFeed feed) {
        SourceKey key = new SourceKey(Platform.FEED, "blog.example", BASE.toString());
        return new FeedPosts(key, BASE, feed)
                .changes().stream()
                        .map(change -> ((Change.Seen) change).draft())
                        .toList();
    }

    private static RawFeed feed(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8), null);
    }

    private static RawFeed read(byte[] document, @Nullable String type) {
        return ((FeedDocument.Feed) FeedDocument.read(document, type, BASE)).feed();
    }
}
