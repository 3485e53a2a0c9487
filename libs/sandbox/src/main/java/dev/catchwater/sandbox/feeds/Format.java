package dev.catchwater.sandbox.feeds;

/** The formats of a feed: file name and media type. */
enum Format {
    RSS("rss.xml", "application/rss+xml"),
    ATOM("atom.xml", "application/atom+xml"),
    JSON("feed.json", "application/feed+json");

    private final String file;
    private final String type;

    Format(String file, String type) {
        this.file = file;
        this.type = type;
    }

    String file() {
        return file;
    }

    String type() {
        return type;
    }

    String write(Publication publication, String base) {
        return switch (this) {
            case RSS -> XmlFeeds.rss(publication, base);
            case ATOM -> XmlFeeds.atom(publication, base);
            case JSON -> JsonFeed.write(publication, base);
        };
    }
}
