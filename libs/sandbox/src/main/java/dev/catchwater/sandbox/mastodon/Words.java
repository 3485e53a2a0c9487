package dev.catchwater.sandbox.mastodon;

import dev.catchwater.sandbox.judge.Command;
import dev.catchwater.sandbox.world.Draft;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drafts with other words in them. */
final class Words {

    private static final Pattern HASHTAG = Pattern.compile("(?<![\\w/])#([\\p{L}\\p{N}_]{1,100})");

    private Words() {}

    static Draft with(Draft draft, List<String> sentences) {
        return new Draft(
                draft.title(),
                List.copyOf(sentences),
                draft.tags(),
                draft.link(),
                draft.picture(),
                draft.warning(),
                draft.language());
    }

    /** What a command says, and where it is silent, what was there; its text brings its own hashtags. */
    static Draft said(Command command, Draft otherwise) {
        String text = command.text("text", "");
        String warning = command.text("spoiler_text", Objects.requireNonNullElse(otherwise.warning(), ""));
        String link = command.text("link", text.isEmpty() ? Objects.requireNonNullElse(otherwise.link(), "") : "");
        String picture =
                command.text("picture", text.isEmpty() ? Objects.requireNonNullElse(otherwise.picture(), "") : "");
        Set<String> tags = new LinkedHashSet<>(text.isEmpty() ? otherwise.tags() : hashtags(text));
        if (command.args().getValue("tags") instanceof JsonArray given) {
            given.stream().limit(20).map(String::valueOf).forEach(tags::add);
        }
        return new Draft(
                text.isEmpty() ? otherwise.title() : text,
                text.isEmpty() ? otherwise.sentences() : List.of(text),
                List.copyOf(tags),
                link.isEmpty() ? null : link,
                picture.isEmpty() ? null : picture,
                text.isEmpty() || command.args().containsKey("spoiler_text")
                        ? (warning.isEmpty() ? null : warning)
                        : null,
                command.text("language", otherwise.language()));
    }

    private static List<String> hashtags(String text) {
        var tags = new ArrayList<String>();
        Matcher hashtag = HASHTAG.matcher(text);
        while (hashtag.find()) {
            tags.add(hashtag.group(1).toLowerCase(Locale.ROOT));
        }
        return tags;
    }
}
