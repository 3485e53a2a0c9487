package dev.catchwater.prices.page;

import dev.catchwater.prices.offer.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the offers of a schema.org product, each kind of price for itself. */
final class Offers {

    private static final int MOST = 200;

    private final List<OfferFacts> offers = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();
    private final Item root;

    private Offers(Item root) {
        this.root = root;
    }

    /** All offers of a product and of its variants, in the order of the page. */
    static Offers of(Item product) {
        Offers all = new Offers(product);
        all.add(product, product, 0);
        return all;
    }

    List<OfferFacts> all() {
        return offers;
    }

    /** The address of an offer; empty if it has none of its own. */
    String url(OfferFacts offer) {
        return urls.get(offers.indexOf(offer));
    }

    private void add(Item holder, Item thing, int depth) {
        if (depth > 4) {
            return;
        }
        for (Item offer :
                Stream.concat(holder.items("offers"), holder.items("offer")).toList()) {
            List<Item> inner = offer.items("offers").toList();
            if (inner.isEmpty() && offers.size() < MOST) {
                add(offer, thing);
            } else {
                add(offer, thing, depth + 1);
            }
        }
        if (holder == thing && holder.has("price") && offers.isEmpty()) {
            add(holder, thing);
        }
        Stream.of("hasvariant", "model", "isvariantof")
                .filter(name -> !name.equals("isvariantof") || offers.isEmpty())
                .flatMap(holder::items)
                .forEach(variant -> add(variant, variant, depth + 1));
    }

    private void add(Item offer, Item thing) {
        Item sold = offer.items("itemoffered").findFirst().orElse(thing);
        Prices prices = new Prices(offer);
        offers.add(new OfferFacts(
                prices.price,
                prices.list,
                prices.member,
                shipping(offer),
                prices.unit,
                prices.range,
                offer.text("availability").map(Availability::named).orElse(Availability.UNKNOWN),
                offer.text("itemcondition").map(Offers::last).orElse(null),
                offer.text("sku").or(() -> sold.text("sku")).orElse(null),
                gtin(offer).or(() -> gtin(sold)).orElse(null),
                offer.text("seller", "offeredby").orElse(null),
                variant(offer, sold).orElse(null),
                own(sold, "name").orElse(null),
                own(sold, "mpn").orElse(null)));
        urls.add(offer.text("url")
                .or(() -> sold == thing ? Optional.empty() : sold.text("url"))
                .orElse(""));
    }

    // What the whole group is called or numbered tells none of its variants from the others.
    private Optional<String> own(Item sold, String name) {
        return sold == root ? Optional.empty() : sold.text(name);
    }

    static Optional<String> gtin(Item item) {
        return item.text("gtin14", "gtin13", "gtin12", "gtin8", "gtin", "ean", "upc");
    }

    private static Optional<String> variant(Item offer, Item sold) {
        String text = Stream.of("color", "size", "pattern", "material")
                .flatMap(name ->
                        Stream.of(sold, offer).flatMap(item -> item.texts(name)).limit(1))
                .reduce((one, other) -> one + " / " + other)
                .orElse("");
        return Optional.of(text).filter(said -> !said.isEmpty() && said.length() <= 120);
    }

    private static @Nullable FoundPrice shipping(Item offer) {
        return offer.items("shippingdetails")
                .flatMap(details -> details.items("shippingrate"))
                .flatMap(rate -> rate
                        .text("value")
                        .flatMap(value -> Amounts.read(
                                value, rate.text("currency").orElse(null), rate.syntax(), "Offer/shippingRate"))
                        .stream())
                .findFirst()
                .orElse(null);
    }

    private static String last(String url) {
        return url.substring(Math.max(url.lastIndexOf('/'), url.lastIndexOf('#')) + 1);
    }

    /** The prices of one offer, told apart. */
    private static final class Prices {

        private final @Nullable String currency;
        private @Nullable FoundPrice price;
        private @Nullable FoundPrice list;
        private @Nullable FoundPrice member;
        private OfferFacts.@Nullable StatedUnit unit;
        private boolean range;

        Prices(Item offer) {
            currency = offer.text("pricecurrency", "currency")
                    .or(() -> offer.items("pricespecification")
                            .flatMap(spec -> spec.text("pricecurrency").stream())
                            .findFirst())
                    .orElse(null);
            price = read(offer, "saleprice").or(() -> read(offer, "price")).orElse(null);
            list = read(offer, "listprice").orElse(null);
            offer.items("pricespecification").forEach(this::specification);
            if (price == null) {
                lowest(offer);
            }
            if (list != null && price != null && list.amount().compareTo(price.amount()) <= 0) {
                list = null;
            }
        }

        // A range is no price, unless it has no width.
        private void lowest(Item offer) {
            price = read(offer, "lowprice").orElse(null);
            Optional<FoundPrice> highest = read(offer, "highprice");
            FoundPrice low = price;
            range = low != null
                    && highest.filter(high -> high.amount().compareTo(low.amount()) > 0)
                            .isPresent();
        }

        private void specification(Item spec) {
            Optional<FoundPrice> read = read(spec, "price").or(() -> read(spec, "minprice"));
            if (read.isEmpty() || spec.is("deliverychargespecification", "paymentchargespecification")) {
                return;
            }
            String kind = spec.text("pricetype").map(Offers::last).orElse("").toLowerCase(Locale.ROOT);
            Optional<Item> reference = spec.items("referencequantity").findFirst();
            if (spec.has("validformembertier")) {
                member = read.get();
            } else if (kind.startsWith("list")
                    || kind.startsWith("strik")
                    || kind.startsWith("srp")
                    || kind.startsWith("msrp")
                    || kind.startsWith("regular")) {
                list = read.get();
            } else if (reference.isPresent() && price != null) {
                unit = new OfferFacts.StatedUnit(
                        read.get(),
                        reference.get().text("value").orElse("1"),
                        reference.get().text("unitcode", "unittext").orElse("C62"));
            } else if (price == null || kind.startsWith("sale")) {
                price = read.get();
            }
        }

        private Optional<FoundPrice> read(Item item, String name) {
            String own = item.text("pricecurrency").orElse(currency);
            return item.texts(name)
                    .flatMap(raw -> Amounts.read(raw, own, item.syntax(), "Offer/" + name).stream())
                    .findFirst();
        }
    }
}
