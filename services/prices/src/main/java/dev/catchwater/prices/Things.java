package dev.catchwater.prices;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.catchwater.prices.Reading.Thing;
import dev.catchwater.prices.identity.Gtin;
import dev.catchwater.prices.identity.GtinText;
import dev.catchwater.prices.identity.Isbn;
import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.match.Listing;
import dev.catchwater.prices.measure.PackText;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.offer.Proof;
import dev.catchwater.prices.offer.Quote;
import dev.catchwater.prices.page.FoundPrice;
import dev.catchwater.prices.page.OfferFacts;
import dev.catchwater.prices.page.PageFacts;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes {@link Reading.Thing}s of what pages and lists say, each by what is its own. */
final class Things {

    private static final int LONGEST = 300;
    private static final int LONGEST_KEY = 100;

    private Things() {}

    /** The thing that a page shows, and its variants, if the page tells of more than one. */
    static List<Thing> of(PageFacts facts, String site) {
        List<OfferFacts> variants = Variants.of(facts);
        if (variants.isEmpty()) {
            List<Gtin> gtins = gtins(facts.gtins().stream());
            String title = cut(Objects.requireNonNullElse(facts.title(), ""));
            return List.of(thing(Thing.ONLY, title, facts, facts.main(), keys(facts, gtins, site), gtins, null));
        }
        Set<Gtin> shared = shared(variants.stream().map(OfferFacts::gtin).toList());
        Set<String> parts = new HashSet<>();
        Set<String> twice = new HashSet<>();
        variants.stream().map(OfferFacts::mpn).filter(Objects::nonNull).forEach(mpn -> {
            if (!parts.add(mpn)) {
                twice.add(mpn);
            }
        });
        return variants.stream()
                .map(offer -> variant(facts, offer, shared, twice, site))
                .toList();
    }

    private static Thing variant(
            PageFacts facts, OfferFacts offer, Set<Gtin> shared, Set<String> sharedParts, String site) {
        List<Gtin> own = gtins(Stream.ofNullable(offer.gtin())).stream()
                .filter(gtin -> !shared.contains(gtin))
                .toList();
        List<ProductKey> keys = new ArrayList<>(own.stream().map(Things::key).toList());
        String mpn = offer.mpn();
        if (facts.brand() != null && mpn != null && !sharedParts.contains(mpn)) {
            ProductKey.part(facts.brand(), mpn).ifPresent(keys::add);
        }
        if (offer.sku() != null) {
            ProductKey.shop(site, offer.sku()).ifPresent(keys::add);
        }
        return thing(Variants.key(offer), title(facts, offer), facts, offer, keys, own, null);
    }

    /** The entries of a list. Those that have no number, or one that stood there before, are left out. */
    static List<Thing> of(List<PageFacts> entries, String site) {
        Map<String, Long> groups = entries.stream()
                .flatMap(entry -> group(entry).stream())
                .collect(groupingBy(Function.identity(), counting()));
        Set<String> seen = new HashSet<>();
        List<Thing> things = entries.stream()
                .filter(entry -> entry.sku() != null && seen.add(key(entry.sku())))
                .limit(Reading.MOST)
                .map(entry -> entry(entry, groups, site))
                .toList();
        return things.isEmpty() ? List.of(nothing()) : things;
    }

    private static Thing entry(PageFacts entry, Map<String, Long> groups, String site) {
        // A number that all variants of a group have is the group's.
        boolean shared =
                group(entry).filter(group -> groups.getOrDefault(group, 0L) > 1).isPresent();
        List<Gtin> gtins = shared ? List.of() : gtins(entry.gtins().stream());
        List<ProductKey> keys = keys(entry, gtins, site);
        String key = key(Objects.requireNonNull(entry.sku()));
        return thing(key, title(entry, entry.main()), entry, entry.main(), keys, gtins, entry.canonical());
    }

    private static Optional<String> group(PageFacts entry) {
        return entry.group() == null || entry.gtins().isEmpty()
                ? Optional.empty()
                : Optional.of(entry.group() + " " + entry.gtins().getFirst());
    }

    private static Thing nothing() {
        Quote quote = new Quote(null, null, null, null, false, Availability.UNKNOWN, null, null, List.of());
        return new Thing(Thing.ONLY, new Listing("", null, List.of(), null, null, null), null, null, quote);
    }

    private static Thing thing(
            String key,
            String title,
            PageFacts facts,
            OfferFacts offer,
            List<ProductKey> keys,
            List<Gtin> gtins,
            @Nullable URI url) {
        Listing listing = new Listing(
                title,
                facts.brand() == null ? null : cut(facts.brand()),
                keys,
                gtins.stream()
                        .flatMap(gtin -> gtin.packOf().stream())
                        .findFirst()
                        .orElse(null),
                PackText.read(title).orElse(null),
                offer.variant());
        return new Thing(key, listing, facts.image(), url, quote(offer));
    }

    private static String title(PageFacts facts, OfferFacts offer) {
        String name = cut(Objects.requireNonNullElse(offer.name(), Objects.requireNonNullElse(facts.title(), "")));
        String variant = offer.variant();
        boolean told = variant == null || name.isEmpty() || name.contains(variant);
        return told ? name : cut(name + ", " + variant);
    }

    private static Set<Gtin> shared(List<@Nullable String> texts) {
        Map<Gtin, Long> counts = texts.stream()
                .flatMap(text -> gtins(Stream.ofNullable(text)).stream())
                .collect(groupingBy(Function.identity(), counting()));
        Set<Gtin> shared = new HashSet<>();
        counts.forEach((gtin, count) -> {
            if (count > 1) {
                shared.add(gtin);
            }
        });
        return shared;
    }

    private static List<Gtin> gtins(Stream<String> texts) {
        return texts.flatMap(text -> GtinText.read(text).gtins().stream())
                .distinct()
                .toList();
    }

    private static ProductKey key(Gtin gtin) {
        return Isbn.isOne(gtin) ? new ProductKey.OfIsbn(new Isbn(gtin)) : new ProductKey.OfGtin(gtin);
    }

    private static List<ProductKey> keys(PageFacts facts, List<Gtin> gtins, String site) {
        List<ProductKey> keys = new ArrayList<>(gtins.stream().map(Things::key).toList());
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

    private static Quote quote(OfferFacts offer) {
        List<Proof> proofs = new ArrayList<>();
        // An offer is in one currency: what stands there in another can be neither added nor compared.
        String currency = Stream.of(offer.price(), offer.list(), offer.member(), offer.shipping())
                .flatMap(found -> Optional.ofNullable(found).flatMap(FoundPrice::money).stream())
                .findFirst()
                .map(Money::currency)
                .orElse("");
        return new Quote(
                money("price", offer.price(), currency, proofs),
                money("list", offer.list(), currency, proofs),
                money("member", offer.member(), currency, proofs),
                money("shipping", offer.shipping(), currency, proofs),
                offer.range(),
                offer.availability(),
                offer.condition(),
                offer.seller(),
                proofs);
    }

    private static @Nullable Money money(
            String value, @Nullable FoundPrice found, String currency, List<Proof> proofs) {
        if (found == null) {
            return null;
        }
        Optional<Money> money = found.money();
        if (money.isPresent() && !money.get().currency().equals(currency)) {
            return null;
        }
        proofs.add(new Proof(
                value,
                found.evidence().syntax().name(),
                found.evidence().path(),
                found.evidence().raw()));
        return money.orElse(null);
    }

    static String key(String number) {
        String bare = number.replace('\u0000', ' ').strip();
        return bare.length() > LONGEST_KEY ? bare.substring(0, LONGEST_KEY) : bare;
    }

    private static String cut(String text) {
        String bare = text.replace('\u0000', ' ').strip();
        return bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare;
    }
}
