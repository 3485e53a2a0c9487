package dev.catchwater.aggregator.post;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post in the timeline. This is also its JSON: the id is text there, because it has 63 bits and JavaScript's numbers
 * have 53.
 *
 * @param sortAt its place in time, fixed when first seen, see {@link SortTime}
 * @param via the sources that show it, at least one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Post(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long id,
        Platform platform,
        Instant sortAt,
        @Nullable Instant publishedAt,
        @Nullable Instant editedAt,
        @Nullable Byline author,
        Content content,
        List<Via> via) {

    public Post {
        via = List.copyOf(via);
    }

    /** The author, as much as a page prints. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Byline(
            String name, @Nullable String handle, @Nullable String url, boolean bot) {}

    /** A source that shows the post, and who boosted it there, if it is a boost. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Via(int source, String title, @Nullable String boostedBy) {}
}
