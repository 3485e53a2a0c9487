package dev.catchwater.prices;

import dev.catchwater.prices.host.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of looking at a page. */
public sealed interface Seen {

    /** The pause that the host's robots.txt asks for; null if it asks for none. */
    @Nullable
    Duration crawlDelay();

    /** robots.txt forbids it, or could not be read: it was not asked for. */
    record Forbidden(@Nullable Duration crawlDelay) implements Seen {}

    /** It says itself that it wants not to be listed (noindex): nothing of it is kept. */
    record Unlisted(@Nullable Duration crawlDelay) implements Seen {}

    /** Its turn was over before it could be asked for: robots.txt came first, and the host wants a long pause. */
    record Later(@Nullable Duration crawlDelay) implements Seen {}

    /** Its host answered an order to wait when it was asked for robots.txt: the page was not asked for. */
    record Waiting(Duration ordered, @Nullable Duration crawlDelay) implements Seen {}

    /** It leads elsewhere. */
    record Moved(URI to, boolean permanent, @Nullable Duration crawlDelay) implements Seen {}

    /** It has not changed since (304). */
    record Unchanged(
            @Nullable String etag,
            @Nullable String lastModified,
            @Nullable Duration crawlDelay) implements Seen {}

    /** A page came and was read. */
    record Read(
            Reading reading,
            Answer answer,
            @Nullable String etag,
            @Nullable String lastModified,
            @Nullable Duration crawlDelay)
            implements Seen {}

    /**
     * A sitemap came.
     *
     * @param pages it names, of its own host only
     * @param sitemaps it names, the same
     */
    record Listed(
            List<URI> pages,
            List<URI> sitemaps,
            @Nullable String etag,
            @Nullable String lastModified,
            @Nullable Duration crawlDelay)
            implements Seen {
        public Listed {
            pages = List.copyOf(pages);
            sitemaps = List.copyOf(sitemaps);
        }
    }

    /** Another status than a success. */
    record Refused(Answer answer, @Nullable Duration crawlDelay) implements Seen {}

    /** No answer, or none that could be read to its end. */
    record Silent(String why, @Nullable Duration crawlDelay) implements Seen {}
}
