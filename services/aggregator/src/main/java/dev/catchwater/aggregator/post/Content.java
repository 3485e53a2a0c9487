package dev.catchwater.aggregator.post;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a post says, already safe to show.
 *
 * @param title text, never markup
 * @param html sanitised by {@link SafeHtml}
 * @param plain the same as text
 * @param url where the original can be read; http or https
 * @param lang BCP 47 tag as claimed by the author
 * @param warning the author's content warning
 */
public record Content(
        @Nullable String title,
        String html,
        String plain,
        @Nullable String url,
        @Nullable String lang,
        @Nullable String warning,
        boolean sensitive,
        List<Media> media,
        List<String> tags) {

    public Content {
        media = List.copyOf(media);
        tags = List.copyOf(tags);
    }
}
