package dev.catchwater.aggregator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchwater.aggregator.post.Platform;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place we gather from, with what we know of asking it. Also its JSON, apart from what only polling needs.
 *
 * @param url what the user gave, in its canonical spelling
 * @param siteUrl where people read it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(
        int id,
        @JsonIgnore SourceKey key,
        URI url,
        String title,
        @Nullable String siteUrl,
        Instant addedAt,
        State state,
        Polling polling,
        @JsonIgnore Memory memory) {

    @JsonProperty
    public Platform platform() {
        return key.platform();
    }

    /** Whether and how a source is followed. */
    public enum State {
        /** Asked again and again. */
        POLLING,
        /** A stream brings its posts; it is still asked now and then, to audit. */
        STREAMING,
        /** The last attempts failed; it is asked more and more rarely. */
        FAILING,
        /** Gone for good (410), no longer asked. */
        ENDED
    }

    /**
     * The schedule, so that people can see why nothing has come yet.
     *
     * @param nextAt when it is asked again; absent if it has ended
     * @param why why then
     * @param lastError what went wrong last, absent once it answered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Polling(
            @JsonIgnore Duration interval,
            @Nullable Instant nextAt,
            String why,
            @Nullable Instant lastOkAt,
            int failures,
            @Nullable String lastError) {}

    /**
     * What to bring along next time.
     *
     * @param etag validator of the last answer
     * @param lastModified validator of the last answer
     * @param head up to where a timeline has been read without gaps; the connector's own text, which nobody else
     *     compares
     */
    public record Memory(
            @Nullable String etag,
            @Nullable String lastModified,
            @Nullable String head) {

        /** Nothing is known yet. */
        public static final Memory NONE = new Memory(null, null, null);
    }
}
