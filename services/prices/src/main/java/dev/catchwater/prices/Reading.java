package dev.catchwater.prices;

import dev.catchwater.prices.identity.Gtin;
import dev.catchwater.prices.identity.GtinText;
import dev.catchwater.prices.identity.Isbn;
import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.match.Listing;
import dev.catchwater.prices.measure.PackText;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Proof;
import dev.catchwater.prices.offer.Quote;
import dev.catchwater.prices.page.FoundPrice;
import dev.catchwater.prices.page.OfferFacts;
import dev.catchwater.prices.page.PageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a page: what the thing is, and what is asked for it.
 *
 * @param hash of the page's bytes
 */
public record Reading(Listing listing, @Nullable String image, Quote quote, String hash) {

    private static final int LONGEST_TITLE = 300;

    /**
     * Makes keys and money of what a page says; what is no key or no money is left out.
     *
     * @param site whose own numbers the page uses
     */
    public static Reading of(PageFacts facts, String site, String hash) {
        List<Gtin> gtins = facts.gtins().stream()
                .flatMap(text -> GtinText.read(text).gtins().stream())
                .distinct()
                .toList();
        OfferFacts main = facts.main();
        String title = cut(facts.title() == null ? "" : facts.title());
        Listing listing = new Listing(
                title,
                facts.brand() == null ? null : cut(facts.brand()),
                keys(facts, gtins, site),
                gtins.stream()
                        .flatMap(gtin -> gtin.packOf().stream())
                        .findFirst()
                        .orElse(null),
                PackText.read(title).orElse(null),
                main.variant());
        return new Reading(listing, facts.image(), quote(main), hash);
    }

    private static List<ProductKey> keys(PageFacts facts, List<Gtin> gtins, String site) {
        List<ProductKey> keys = new ArrayList<>();
        for (Gtin gtin : gtins) {
            keys.add(Isbn.isOne(gtin) ? new ProductKey.OfIsbn(new Isbn(gtin)) : new ProductKey.OfGtin(gtin));
        }
        Optional.ofNullable(facts.isbn())
                .flatMap(Isbn::read)
                .map(ProductKey.OfIsbn::new)
                .ifPresent(keys::add);
        if (facts.brand() != null && facts.mpn() != null) {
            ProductKey.part(facts.brand(), facts.mpn()).ifPresent(keys::add);
        }
        if (facts.sku() != null) {
            ProductKey.shop(site, facts.sku()).ifPresent(keys::add);
        }
        return keys;
    }

    private static Quote quote(OfferFacts main) {
        List<Proof> proofs = new ArrayList<>();
        return new Quote(
                money("price", main.price(), proofs),
                money("list", main.list(), proofs),
                money("member", main.member(), proofs),
                money("shipping", main.shipping(), proofs),
                main.range(),
                main.availability(),
                main.condition(),
                main.seller(),
                proofs);
    }

    private static @Nullable Money money(String value, @Nullable FoundPrice found, List<Proof> proofs) {
        if (found == null) {
            return null;
        }
        proofs.add(new Proof(
                value,
                found.evidence().syntax().name(),
                found.evidence().path(),
                found.evidence().raw()));
        return found.money().orElse(null);
    }

    private static String cut(String text) {
        String bare = text.replace('\u0000', ' ').strip();
        return bare.length() > LONGEST_TITLE ? bare.substring(0, LONGEST_TITLE) : bare;
    }
}
