package dev.catchwater.sandbox.feeds;

/** A site's pages for people: a home page that names its feeds, and a page for each item. */
final class FeedPages {

    private FeedPages() {}

    static String home(Publication publication, String base) {
        Site site = publication.site();
        var links = new StringBuilder();
        for (Format format : Format.values()) {
            links.append("<link rel=\"alternate\" type=\"%s\" title=\"%s\" href=\"%s\">\n"
                    .formatted(format.type(), site.title(), site.home(base) + format.file()));
        }
        var items = new StringBuilder();
        for (Item item : publication.window()) {
            items.append("<li><a href=\"%s\">%s</a> <time>%s</time></li>\n"
                    .formatted(item.page(site, base), Item.escape(item.draft().title()), item.published()));
        }
        return page(site, site.title(), links.toString(), "<p>" + site.description() + "</p><ul>" + items + "</ul>");
    }

    static String item(Site site, Item item, String base) {
        String link = "<link rel=\"canonical\" href=\"" + item.page(site, base) + "\">\n";
        String by = "<p>" + item.author().name() + ", <time>" + item.published() + "</time></p>";
        return page(site, Item.escape(item.draft().title()), link, by + item.html(base));
    }

    private static String page(Site site, String title, String links, String body) {
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title>
                %s</head><body><h1>%2$s</h1>%s</body></html>
                """.formatted(site.language(), title, links, body);
    }
}
