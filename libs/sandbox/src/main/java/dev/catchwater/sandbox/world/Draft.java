package dev.catchwater.sandbox.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What someone means to say, before a platform gives it a shape.
 *
 * @param title a few words, no full stop
 * @param sentences plain text, at least one
 * @param tags hashtags without {@code #}
 * @param link an http(s) URL they point at
 * @param picture what a picture beside it shows
 * @param warning a content warning
 * @param language BCP 47 primary tag
 */
public record Draft(
        String title,
        List<String> sentences,
        List<String> tags,
        @Nullable String link,
        @Nullable String picture,
        @Nullable String warning,
        String language) {

    /** Plain words and nothing beside them. */
    public static Draft of(String text, String language) {
        return new Draft(text, List.of(text), List.of(), null, null, null, language);
    }
}
