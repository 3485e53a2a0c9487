package dev.catchwater.sandbox.feeds;

import dev.catchwater.sandbox.world.Draft;
import dev.catchwater.sandbox.world.Persona;
import java.time.Instant;

/**
 * Something a site published.
 *
 * @param id a snowflake: unique within the site, sorts by time
 * @param updated when it was last changed; equal to {@code published} if it never was
 */
record Item(long id, Persona author, Draft draft, Instant published, Instant updated) {

    Item edited(Draft changed, Instant at) {
        return new Item(id, author, changed, published, at);
    }

    /** A tag URI (RFC 4151): the same in all three formats, wherever the sandbox listens. */
    String identity(Site site) {
        return "tag:" + site.id() + ".example,2026:" + id;
    }

    /** Where people read it. */
    String page(Site site, String base) {
        return site.home(base) + "items/" + id;
    }

    String summary() {
        return draft.sentences().getFirst();
    }

    /** The whole text as HTML. */
    String html(String base) {
        var html = new StringBuilder();
        for (String sentence : draft.sentences()) {
            html.append("<p>").append(escape(sentence)).append("</p>");
        }
        if (draft.picture() != null) {
            html.append("<figure><img src=\"%s\" alt=\"%s\"><figcaption>%2$s</figcaption></figure>"
                    .formatted(escape(image(base)), escape(draft.picture())));
        }
        if (draft.link() != null) {
            html.append("<p><a href=\"%s\">%1$s</a></p>".formatted(escape(draft.link())));
        }
        return html.toString();
    }

    String image(String base) {
        return base + "/feeds/-/portraits/" + author.handle() + ".svg";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
