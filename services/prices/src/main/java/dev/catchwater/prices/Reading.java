package dev.catchwater.prices;

import dev.catchwater.prices.match.Listing;
import dev.catchwater.prices.offer.Quote;
import dev.catchwater.prices.page.PageFacts;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a page: what its things are, and what is asked for each.
 *
 * @param things the one that is shown first; never empty
 * @param hash of the page's bytes
 * @param next where a list goes on; null if it does not, or is none
 */
public record Reading(
        List<Thing> things, String hash, @Nullable URI next) {

    /** The most things of one page: of a product its variants, of a list all that it names. */
    public static final int MOST = 1_000;

    public Reading {
        things = List.copyOf(things);
        if (things.isEmpty() || things.size() > MOST) {
            throw new IllegalArgumentException("a page tells of 1 to " + MOST + " things, not of " + things.size());
        }
    }

    /** A page that is about one thing. */
    public Reading(Listing listing, @Nullable String image, Quote quote, String hash) {
        this(List.of(new Thing(Thing.ONLY, listing, image, null, quote)), hash, null);
    }

    /**
     * Makes keys and money of what a page says; what is no key or no money is left out.
     *
     * @param site whose own numbers the page uses
     */
    public static Reading of(PageFacts facts, String site, String hash) {
        return new Reading(Things.of(facts, site), hash, null);
    }

    /**
     * The same of a list: each entry is a thing of its own, by its number there.
     *
     * @param entries at most {@link #MOST}; the others are left out
     */
    public static Reading of(List<PageFacts> entries, String site, String hash, @Nullable URI next) {
        return new Reading(Things.of(entries, site), hash, next);
    }

    /** The thing that the page shows. */
    public Thing main() {
        return things.getFirst();
    }

    /** What that is. */
    public Listing listing() {
        return main().listing();
    }

    /** What is asked for it. */
    public Quote quote() {
        return main().quote();
    }

    /**
     * One of a page's things.
     *
     * @param key its number on this page; {@link #ONLY} if there is but one
     * @param url its own page; null if that is the one it was read from
     */
    public record Thing(
            String key,
            Listing listing,
            @Nullable String image,
            @Nullable URI url,
            Quote quote) {

        /** Of a page that is about one thing. */
        public static final String ONLY = "";
    }
}
