package dev.catchwater.prices;

import dev.catchwater.prices.recheck.Look;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that is watched.
 *
 * @param origin the host whose pace counts
 * @param shop whose page it is
 * @param containing of a sitemap's addresses only those with this in them are watched; null: all
 * @param weight against others of its host
 * @param nextAt when it is looked at again; null: never
 * @param why why then
 * @param note why it is in its state, for people; null if all is well
 * @param looks the last ones, the oldest first
 * @param doubted a price that is believed when it is seen again; null if none
 */
public record Page(
        long id,
        String origin,
        Shop shop,
        URI url,
        Kind kind,
        @Nullable String containing,
        double weight,
        @Nullable Instant nextAt,
        String why,
        State state,
        @Nullable String note,
        @Nullable String etag,
        @Nullable String lastModified,
        @Nullable Instant lookedAt,
        List<Look> looks,
        @Nullable String doubted) {

    public Page {
        looks = List.copyOf(looks);
    }

    /**
     * A shop.
     *
     * @param base the address that all of its pages begin with
     */
    public record Shop(int id, String name, URI base) {}

    /** What stands there. */
    public enum Kind {
        /** A page about one thing. */
        PRODUCT,
        /** A list of addresses, or of further lists (sitemaps.org). */
        SITEMAP
    }

    /** What the last look found. */
    public enum State {
        /** Not looked at yet. */
        NEW,
        /** Read. */
        OK,
        /** It looked odd; it is believed if it is seen again. */
        DOUBTED,
        /** Nothing there to be read. */
        NOTHING,
        /** We were kept out. */
        REFUSED,
        /** robots.txt forbids it. */
        FORBIDDEN,
        /** It is gone. */
        GONE,
        /** No answer. */
        SILENT
    }
}
