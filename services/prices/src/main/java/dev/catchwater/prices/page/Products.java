package dev.catchwater.prices.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the product that a page is about among all that it mentions. */
final class Products {

    private static final String[] TYPES = {
        "product", "productgroup", "individualproduct", "productmodel", "someproducts", "vehicle", "car", "motorcycle",
        "book", "softwareapplication", "videogame", "event", "musicevent", "theaterevent", "sportsevent", "course",
        "apartment", "accommodation", "hotelroom", "service", "musicalbum", "movie", "game"
    };

    private static final int LONGEST = 4_000;

    private final URI asked;
    private final String title;

    /**
     * Looks for the product of a page.
     *
     * @param title of the page: its heading
     */
    Products(URI asked, String title) {
        this.asked = asked;
        this.title = title;
    }

    /** The product among these, if there is one. */
    Optional<Item> main(List<Item> top) {
        List<Item> candidates = new ArrayList<>();
        top.forEach(item -> collect(item, candidates, new HashSet<>(), 0));
        IdentityHashMap<Item, Double> scores = new IdentityHashMap<>();
        candidates.forEach(item -> scores.put(item, score(item) - 0.05 * scores.size()));
        Optional<Item> main = candidates.stream().max(Comparator.comparingDouble(scores::get));
        // A block for each size, all with one name: they are one product's offers.
        main.flatMap(item -> item.text("name"))
                .ifPresent(name -> candidates.stream()
                        .filter(other -> other != main.get()
                                && other.text("name").filter(name::equals).isPresent())
                        .forEach(other -> other.items("offers")
                                .forEach(offer -> main.get().add("offers", offer))));
        return main;
    }

    private static void collect(Item item, List<Item> into, Set<Item> seen, int depth) {
        if (depth > 4 || !seen.add(item) || into.size() > 500) {
            return;
        }
        boolean offer = depth == 0 && item.is("offer", "aggregateoffer") && item.has("price");
        if (item.is(TYPES) || offer) {
            into.add(offer ? holding(item) : item);
            return;
        }
        for (String name :
                List.of("mainentity", "mainentityofpage", "itemoffered", "about", "item", "itemlistelement")) {
            item.items(name).forEach(inner -> collect(inner, into, seen, depth + 1));
        }
    }

    private static Item holding(Item offer) {
        Item product = new Item(offer.syntax());
        product.type("Product");
        product.add("offers", offer);
        return product;
    }

    private double score(Item item) {
        double score =
                item.is("product", "productgroup", "individualproduct", "productmodel", "vehicle", "car") ? 2 : 0;
        List<OfferFacts> offers = Offers.of(item).all();
        score += offers.isEmpty() ? 0 : 1;
        score += offers.stream().anyMatch(offer -> offer.price() != null) ? 3 : 0;
        score += item.text("url")
                        .or(() -> Optional.ofNullable(item.id()))
                        .filter(this::isHere)
                        .isPresent()
                ? 4
                : 0;
        score += item.text("sku", "productid", "mpn").filter(this::isInAddress).isPresent() ? 2 : 0;
        score += 4 * item.text("name").map(name -> Words.alike(name, title)).orElse(0.0);
        return score;
    }

    /** The offer that is shown: the one the address names, else the cheapest that can be had, else the first. */
    @Nullable
    OfferFacts shown(Offers offers) {
        List<OfferFacts> all = offers.all();
        Optional<OfferFacts> named = all.stream()
                .filter(offer -> offer.price() != null)
                .filter(offer -> (offer.sku() != null && isInQuery(offer.sku()))
                        || (!offers.url(offer).isEmpty() && isExactlyHere(offers.url(offer))))
                .findFirst();
        boolean distinct = all.stream().map(offers::url).distinct().count() > 1 || all.size() == 1;
        if (named.isPresent() && distinct) {
            return named.get();
        }
        return all.stream()
                .filter(offer -> offer.price() != null && !offer.availability().refused())
                .min(Comparator.comparing(
                        offer -> java.util.Objects.requireNonNull(offer.price()).amount()))
                .or(() -> all.stream().filter(offer -> offer.price() != null).findFirst())
                .or(() -> all.stream().findFirst())
                .orElse(null);
    }

    private boolean isHere(String url) {
        return path(url)
                .map(path ->
                        !path.isEmpty() && path.equals(path(asked.toString()).orElse("")))
                .orElse(false);
    }

    private boolean isExactlyHere(String url) {
        return bare(url).equals(bare(asked.toString()));
    }

    private static String bare(String url) {
        int hash = url.indexOf('#');
        return (hash < 0 ? url : url.substring(0, hash)).replaceFirst("^https?:", "");
    }

    private boolean isInAddress(String number) {
        return number.length() >= 4
                && asked.toString().toLowerCase(Locale.ROOT).contains(number.toLowerCase(Locale.ROOT));
    }

    private boolean isInQuery(String number) {
        String query = asked.getRawQuery();
        return number.length() >= 4 && query != null && query.contains(number);
    }

    // A pattern would look at a million slashes again from each of them.
    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private Optional<String> path(String url) {
        if (url.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String path = asked.resolve(url.strip()).getRawPath();
            return Optional.ofNullable(path).map(text -> withoutSlashes(text).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
