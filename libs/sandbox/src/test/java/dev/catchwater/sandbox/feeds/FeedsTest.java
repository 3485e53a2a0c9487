package dev.catchwater.sandbox.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FeedsTest {

    private Sandbox sandbox;
    private Web web;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        web = new Web(sandbox.baseUri());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void rssCarriesWhatAReaderNeeds() throws Exception {
        String id = sandbox.world().item("gazette", "Fog & ferries <late>", "No boats before \"ten\".");
        var response = web.get("/feeds/gazette/rss.xml");
        assertThat(response.headers().firstValue("content-type")).hasValue("application/rss+xml; charset=utf-8");
        Element item =
                (Element) xml(response.body()).getElementsByTagName("item").item(0);
        assertThat(text(item, "title")).isEqualTo("Fog & ferries <late>");
        assertThat(text(item, "guid")).isEqualTo("tag:gazette.example,2026:" + id);
        assertThat(text(item, "content:encoded")).isEqualTo("<p>No boats before &quot;ten&quot;.</p>");
        assertThat(text(item, "dc:creator")).isNotBlank();
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text(item, "pubDate"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(web.get(text(item, "link")).body()).contains("Fog &amp; ferries");
    }

    @Test
    void theThreeFormatsTellOfTheSameItemsUnderTheSameIds() throws Exception {
        sandbox.world().items("marsh", 5);
        var rss = xml(web.get("/feeds/marsh/rss.xml").body()).getElementsByTagName("guid");
        var atom = xml(web.get("/feeds/marsh/atom.xml").body()).getElementsByTagName("id");
        var json = web.json("/feeds/marsh/feed.json").getJsonArray("items");
        for (int i = 0; i < 5; i++) {
            assertThat(rss.item(i).getTextContent())
                    .isEqualTo(atom.item(i + 1).getTextContent())
                    .isEqualTo(json.getJsonObject(i).getString("id"));
        }
    }

    @Test
    void aFeedShowsItsNewestThirty() throws Exception {
        List<String> ids = sandbox.world().items("marsh", 40);
        var items = web.json("/feeds/marsh/feed.json").getJsonArray("items");
        assertThat(IntStream.range(0, items.size())
                        .mapToObj(i -> items.getJsonObject(i).getString("id").replaceAll(".*:", "")))
                .containsExactlyElementsOf(ids.reversed().subList(0, 30));
    }

    @Test
    void eitherValidatorAnswers304UntilTheFeedChanges() throws Exception {
        sandbox.world().item("gazette", "One", "Text");
        var first = web.get("/feeds/gazette/atom.xml");
        String tag = first.headers().firstValue("etag").orElseThrow();
        String modified = first.headers().firstValue("last-modified").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]+\"");
        var byTag = web.get("/feeds/gazette/atom.xml", "If-None-Match", "\"other\", " + tag);
        assertThat(byTag.statusCode()).isEqualTo(304);
        assertThat(byTag.body()).isEmpty();
        assertThat(byTag.headers().firstValue("etag")).hasValue(tag);
        assertThat(web.get("/feeds/gazette/atom.xml", "If-Modified-Since", modified)
                        .statusCode())
                .isEqualTo(304);
        sandbox.world().item("gazette", "Two", "Text");
        assertThat(web.get("/feeds/gazette/atom.xml", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEntityTagDecidesWhereADateWouldSayOtherwise() throws Exception {
        sandbox.world().item("gazette", "One", "Text");
        String future = ZonedDateTime.parse("2099-01-01T00:00:00Z").format(DateTimeFormatter.RFC_1123_DATE_TIME);
        var answer = web.get("/feeds/gazette/rss.xml", "If-None-Match", "\"old\"", "If-Modified-Since", future);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(web.get("/feeds/gazette/rss.xml", "If-Modified-Since", "yesterday")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void gzipIsSentOnlyToThoseWhoAskAndHasATagOfItsOwn() throws Exception {
        sandbox.world().items("gazette", 3);
        var plain = web.bytes("/feeds/gazette/rss.xml");
        var packed = web.bytes("/feeds/gazette/rss.xml", "Accept-Encoding", "br, gzip");
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(gunzip(packed.body())).isEqualTo(plain.body());
        assertThat(packed.headers().firstValue("etag"))
                .isNotEqualTo(plain.headers().firstValue("etag"));
        assertThat(web.bytes("/feeds/gazette/rss.xml", "Accept-Encoding", "gzip;q=0")
                        .headers()
                        .firstValue("content-encoding"))
                .isEmpty();
    }

    @Test
    void editsAndDeletionsShowInTheFeed() throws Exception {
        String first = sandbox.world().item("gazette", "First", "draft");
        String second = sandbox.world().item("gazette", "Second", "draft");
        sandbox.world().editItem("gazette", first, "final");
        sandbox.world().deleteItem("gazette", second);
        var items = web.json("/feeds/gazette/feed.json").getJsonArray("items");
        assertThat(items).hasSize(1);
        JsonObject item = items.getJsonObject(0);
        assertThat(item.getString("content_html")).isEqualTo("<p>final</p>");
        assertThat(item.getString("title")).isEqualTo("First");
    }

    @Test
    void theHomePageNamesItsFeeds() throws Exception {
        assertThat(web.get("/feeds/gazette/").body())
                .contains("<link rel=\"alternate\" type=\"application/rss+xml\"")
                .contains(sandbox.baseUri() + "/feeds/gazette/feed.json");
    }

    @Test
    void hostileSitesAreAsHostileAsTheySay() throws Exception {
        assertThat(web.get("/feeds/xxe/rss.xml").body()).contains("<!ENTITY secret SYSTEM \"file:///etc/passwd\">");
        assertThat(web.get("/feeds/laughs/rss.xml").body()).contains("&lol9;");
        assertThat(web.get("/feeds/gone/rss.xml").statusCode()).isEqualTo(410);
        assertThat(web.get("/feeds/not-a-feed/rss.xml").headers().firstValue("content-type"))
                .hasValue("text/html; charset=utf-8");
        assertThat(web.bytes("/feeds/oversize/rss.xml").body().length).isGreaterThan(8 * 1024 * 1024);
        HttpResponse<byte[]> bomb = web.bytes("/feeds/zip-bomb/rss.xml");
        assertThat(gunzip(bomb.body()).length).isGreaterThan(200 * bomb.body().length);
        assertThat(web.bytes("/feeds/wrong-charset/rss.xml").body()).contains((byte) 0xe8);
        assertThat(web.get("/feeds/no-ids/rss.xml").body()).doesNotContain("<guid", "<item><link");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirectsKeepTheirStatus(int status) throws Exception {
        var answer = web.get("/feeds/moved-" + status + "/rss.xml");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("location")).hasValue("/feeds/gazette/rss.xml");
        assertThat(web.get("/feeds/loop/rss.xml").headers().firstValue("location"))
                .hasValue("/feeds/loop/rss.xml");
    }

    private static byte[] gunzip(byte[] packed) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
