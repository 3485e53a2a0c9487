package dev.catchwater.prices;

import dev.catchwater.prices.host.Answer;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.host.Sign;
import dev.catchwater.prices.recheck.Look;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look changes.
 *
 * @param nextAt when the page is looked at again; null: never
 * @param pace how its host goes on
 * @param reading what is written down; null if nothing was read, or it is not believed yet
 * @param found what a sitemap named; null if none was read
 * @param answered a page came, believed or not, that tells what is usual at its host; null if none did
 * @param way where the page is asked next
 * @param first how a host begins that this look led to
 */
public record Settlement(
        Page.State state,
        @Nullable String note,
        @Nullable Instant nextAt,
        String why,
        @Nullable String etag,
        @Nullable String lastModified,
        List<Look> looks,
        @Nullable String doubted,
        Pace pace,
        Set<Sign> signs,
        @Nullable Reading reading,
        Answer.@Nullable Page answered,
        @Nullable Found found,
        Page.Way way,
        Pace first) {

    /**
     * Addresses to be watched from now on, if they are not yet.
     *
     * @param most how many pages there may be in all
     */
    public record Found(List<URI> pages, List<URI> sitemaps, int most) {
        public Found {
            pages = List.copyOf(pages);
            sitemaps = List.copyOf(sitemaps);
        }
    }

    public Settlement {
        looks = List.copyOf(looks);
        signs = Set.copyOf(signs);
    }
}
