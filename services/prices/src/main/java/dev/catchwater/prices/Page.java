package dev.catchwater.prices;

import dev.catchwater.prices.recheck.Look;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param way where its redirects have led
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
        @Nullable String doubted,
        Way way) {

    public Page {
        looks = List.copyOf(looks);
    }

    /** The address that is asked: its own, or where redirects have led. */
    public URI target() {
        URI via = way.via();
        return via == null ? url : via;
    }

    /**
     * Where redirects have led. Each is a request in a turn of its own, so that it keeps the pace and the robots.txt of the
     * host it leads to.
     *
     * @param via what is asked instead of the page's own address; null: that
     * @param lasting all of them were permanent, so the page need not be asked at its own address again
     * @param hops redirects since something was read
     */
    public record Way(@Nullable URI via, boolean lasting, int hops) {

        /** No redirect. */
        public static final Way STRAIGHT = new Way(null, false, 0);

        /** Redirects followed for one look; more are a circle (RFC 9110 §15.4 asks for such a limit). */
        private static final int MOST = 10;

        /** One redirect more; empty if there were too many. */
        public Optional<Way> onward(URI to, boolean permanent) {
            boolean all = permanent && (via == null || lasting);
            return hops >= MOST ? Optional.empty() : Optional.of(new Way(to, all, hops + 1));
        }

        /** Something was read where it led. */
        public Way arrived() {
            return lasting ? new Way(via, true, 0) : STRAIGHT;
        }
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
        SITEMAP,
        /** A product feed as shops make it for Google Merchant Center: RSS, Atom or tab-separated. */
        FEED,
        /** Shopify's {@code products.json}. */
        SHOPIFY,
        /** WooCommerce's Store API, {@code /wp-json/wc/store/v1/products}. */
        WOOCOMMERCE
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
        /** robots.txt forbids it, or it wants not to be listed. */
        FORBIDDEN,
        /** It leads elsewhere; that is asked next. */
        MOVED,
        /** It is gone. */
        GONE,
        /** No answer. */
        SILENT
    }
}
