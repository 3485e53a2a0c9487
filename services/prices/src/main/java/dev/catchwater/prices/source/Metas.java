package dev.catchwater.prices.source;

import dev.catchwater.crawl.Directives;
import java.util.Locale;
import org.jsoup.Jsoup;

/** What the head of a page asks of crawlers. */
final class Metas {

    /** Heads are long, but not so long. */
    private static final int LONGEST = 256 * 1024;

    private Metas() {}

    static Directives directives(String html, String token) {
        String start = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
        String small = start.toLowerCase(Locale.ROOT);
        // Most pages say nothing of it, and parsing a head again costs.
        if (!small.contains("noindex") && !small.contains("none")) {
            return Directives.NONE;
        }
        int end = small.indexOf("</head");
        String head = end < 0 || end > start.length() ? start : start.substring(0, end);
        return Jsoup.parse(head).select("meta[name][content]").stream()
                .map(meta -> Directives.ofMeta(meta.attr("name"), meta.attr("content"), token))
                .reduce(Directives.NONE, Directives::and);
    }
}
