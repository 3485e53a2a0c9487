package dev.catchwater.sandbox.feeds;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;

/** Feeds as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
final class JsonFeed {

    private JsonFeed() {}

    static String write(Publication publication, String base) {
        Site site = publication.site();
        String home = site.home(base);
        var items = new JsonArray();
        publication.window().forEach(item -> items.add(item(item, site, base)));
        return new JsonObject()
                .put("version", "https://jsonfeed.org/version/1.1")
                .put("title", site.title())
                .put("home_page_url", home)
                .put("feed_url", home + Format.JSON.file())
                .put("description", site.description())
                .put("language", site.language())
                .put("items", items)
                .encode();
    }

    private static JsonObject item(Item item, Site site, String base) {
        var json = new JsonObject()
                .put("id", item.identity(site))
                .put("url", item.page(site, base))
                .put("title", item.draft().title())
                .put("content_html", item.html(base))
                .put("summary", item.summary())
                .put(
                        "date_published",
                        item.published().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(
                        "date_modified",
                        item.updated().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(
                        "authors",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", item.author().name())
                                        .put("avatar", item.image(base))))
                .put("tags", new JsonArray(item.draft().tags()))
                .put("language", item.draft().language());
        if (item.draft().picture() != null) {
            json.put("image", item.image(base));
        }
        if (item.draft().link() != null) {
            json.put("external_url", item.draft().link());
        }
        return json;
    }
}
