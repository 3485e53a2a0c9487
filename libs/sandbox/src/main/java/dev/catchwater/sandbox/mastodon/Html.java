package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.world.Draft;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as Mastodon's formatter writes it: paragraphs, links cut in three spans, hashtags, mentions. */
final class Html {

    private static final Pattern TOKEN = Pattern.compile(
            "https?://[^\\s<>\"]{1,2000}|(?<![\\w/])#([\\p{L}\\p{N}_]{1,100})|(?<![\\w/])@([a-z0-9_]{1,30})");

    private Html() {}

    /** A status's content; tags that its sentences do not have follow in a paragraph of their own. */
    static String content(Draft draft, Instance instance, String base) {
        String text = String.join(" ", draft.sentences());
        var html = new StringBuilder();
        for (String paragraph : text.split("\n\n", -1)) {
            if (!paragraph.isEmpty()) {
                html.append("<p>").append(inline(paragraph, instance, base)).append("</p>");
            }
        }
        var rest = new StringBuilder();
        for (String tag : draft.tags()) {
            if (!text.toLowerCase(Locale.ROOT).contains("#" + tag)) {
                rest.append(rest.isEmpty() ? "" : " ").append('#').append(tag);
            }
        }
        if (draft.link() != null && !text.contains(draft.link())) {
            rest.append(rest.isEmpty() ? "" : " ").append(draft.link());
        }
        if (!rest.isEmpty()) {
            html.append("<p>").append(inline(rest.toString(), instance, base)).append("</p>");
        }
        return html.toString();
    }

    private static String inline(String text, Instance instance, String base) {
        var html = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int from = 0;
        while (token.find()) {
            html.append(escape(text.substring(from, token.start()))).append(token(token, instance, base));
            from = token.end();
        }
        return html.append(escape(text.substring(from))).toString().replace("\n", "<br>");
    }

    private static String token(Matcher token, Instance instance, String base) {
        if (token.group(1) != null) {
            String tag = token.group(1);
            return "<a href=\"%s/tags/%s\" class=\"mention hashtag\" rel=\"tag\">#<span>%s</span></a>"
                    .formatted(base, tag, tag);
        }
        String name = token.group(2);
        if (name != null) {
            return instance.account(name) == null
                    ? "@" + name
                    : "<span class=\"h-card\" translate=\"no\"><a href=\"%s/@%s\" class=\"u-url mention\">@<span>%2$s</span></a></span>"
                            .formatted(base, name);
        }
        return link(token.group());
    }

    /** Scheme and leading {@code www.} hidden, the next 30 characters shown, the rest hidden. */
    private static String link(String url) {
        Matcher prefix = Pattern.compile("^https?://(www\\.)?").matcher(url);
        String hidden = prefix.find() ? prefix.group() : "";
        String shown = url.substring(hidden.length(), Math.min(url.length(), hidden.length() + 30));
        String rest = url.substring(hidden.length() + shown.length());
        return ("<a href=\"%s\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\"><span class=\"invisible\">%s"
                        + "</span><span class=\"%s\">%s</span><span class=\"invisible\">%s</span></a>")
                .formatted(escape(url), escape(hidden), rest.isEmpty() ? "" : "ellipsis", escape(shown), escape(rest));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
