package dev.catchwater.prices.page;

import dev.catchwater.prices.offer.Availability;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads a product page. Costs milliseconds of CPU for each 100 KB: for a worker thread. */
public final class PageReader {

    private static final OfferFacts NOTHING = new OfferFacts(
            null, null, null, null, null, false, Availability.UNKNOWN, null, null, null, null, null, null, null);

    private final Document page;
    private final Products products;
    private final List<Item> said;
    private final String title;
    private final URI address;

    private PageReader(Document page, Products products, List<Item> said, String title, URI address) {
        this.page = page;
        this.products = products;
        this.said = said;
        this.title = title;
        this.address = address;
    }

    /**
     * What a page says; a page that says nothing has a main offer without a price.
     *
     * @param html at most a few megabytes; the caller bounds it
     * @param address of the page, to tell which of several products it is about
     */
    public static PageFacts read(String html, URI address) {
        Document page = Jsoup.parse(html, address.toString());
        Element heading = PriceNodes.heading(page);
        String title = heading != null ? heading.text() : page.title();
        Products products = new Products(address, title);
        List<Item> said = Stream.of(JsonLd.of(page), Embedded.microdata(page), Embedded.rdfa(page), OpenGraph.of(page))
                .flatMap(items -> products.main(items).stream())
                .toList();
        return new PageReader(page, products, said, title, address).facts();
    }

    private PageFacts facts() {
        List<OfferFacts> shown = new ArrayList<>();
        List<OfferFacts> all = new ArrayList<>();
        for (Item item : said) {
            Offers offers = Offers.of(item);
            OfferFacts one = products.shown(offers);
            if (one != null) {
                shown.add(one);
                if (all.isEmpty()) {
                    all.addAll(offers.all());
                }
            }
        }
        OfferFacts main = main(shown);
        return described(main, all.isEmpty() ? List.of(main) : all);
    }

    private PageFacts described(OfferFacts main, List<OfferFacts> all) {
        return new PageFacts(
                first("name")
                        .or(() -> Optional.of(title).filter(text -> !text.isBlank()))
                        .orElse(null),
                first("brand", "manufacturer").orElse(null),
                gtins(main),
                first("isbn").orElse(null),
                first("mpn").orElse(null),
                Optional.ofNullable(main.sku())
                        .or(() -> first("sku", "productid"))
                        .orElse(null),
                first("productgroupid", "inproductgroupwithid").orElse(null),
                first("image").orElse(null),
                canonical(),
                main,
                all);
    }

    private List<String> gtins(OfferFacts main) {
        return Stream.concat(Stream.ofNullable(main.gtin()), said.stream().flatMap(item -> Offers.gtin(item).stream()))
                .distinct()
                .limit(5)
                .toList();
    }

    private Optional<String> first(String... names) {
        return said.stream().flatMap(item -> item.text(names).stream()).findFirst();
    }

    private OfferFacts main(List<OfferFacts> shown) {
        OfferFacts priced = shown.stream()
                .filter(offer -> offer.price() != null)
                .findFirst()
                .orElseGet(() -> shown.isEmpty() ? NOTHING : shown.getFirst());
        // Where the shop says itself that there is nothing to be had, other prices on the page are other things'.
        boolean refused = priced.price() == null && priced.availability().refused();
        Optional<PriceNodes.Found> text = refused ? Optional.empty() : PriceNodes.of(page);
        OfferFacts main = text.map(found -> seen(priced, found)).orElse(priced);
        Availability availability = shown.stream()
                .map(OfferFacts::availability)
                .filter(one -> one != Availability.UNKNOWN)
                .findFirst()
                .orElseGet(() -> words(main, text));
        return Currencies.known(page, address, main.withAvailability(availability));
    }

    // What is written for machines is sometimes the price from before, which people see struck through.
    private static OfferFacts seen(OfferFacts said, PriceNodes.Found found) {
        FoundPrice price = said.price();
        if (price == null) {
            return said.withPrice(found.price()).withList(found.list());
        }
        if (found.replaces(price)) {
            return said.withPrice(found.price().in(price.currency())).withList(price);
        }
        FoundPrice list = found.list();
        boolean same = price.amount().compareTo(found.price().amount()) == 0;
        return said.list() == null && same && list != null ? said.withList(list.in(price.currency())) : said;
    }

    private Availability words(OfferFacts main, Optional<PriceNodes.Found> text) {
        Availability said =
                StockWords.of(page, text.map(PriceNodes.Found::element).orElseGet(this::centre));
        // A page that shows a price and nowhere says that it is gone, sells it.
        return said == Availability.UNKNOWN && main.price() != null ? Availability.IN_STOCK : said;
    }

    private Element centre() {
        Element heading = PriceNodes.heading(page);
        return heading == null ? page.body() : heading;
    }

    private @Nullable URI canonical() {
        String href = page.select("link[rel=canonical][href]").attr("href").strip();
        try {
            return href.isEmpty() ? null : address.resolve(href);
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }
}
