package dev.catchwater.prices.page;

import java.net.URI;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Which currency a price is in whose sign is that of several: $, kr, Rs. Told by the page's country, if it has one. */
final class Currencies {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Currencies() {}

    /** The offer with its currencies filled in as far as the page tells them. */
    static OfferFacts known(Document page, URI address, OfferFacts offer) {
        FoundPrice price = offer.price();
        if (price == null || price.currency() != null) {
            return offer;
        }
        String currency = stated(page).or(() -> ofCountry(page, address)).orElse(null);
        FoundPrice list = offer.list();
        return offer.withPrice(price.in(currency)).withList(list == null ? null : list.in(currency));
    }

    private static Optional<String> stated(Document page) {
        return page
                .select(
                        "[itemprop=priceCurrency][content], meta[property$=price:currency], meta[property=og:price:currency]")
                .stream()
                .map(element -> element.attr("content").strip().toUpperCase(Locale.ROOT))
                .filter(code -> code.length() == 3 && iso(code) != null)
                .findFirst();
    }

    private static Optional<String> ofCountry(Document page, URI address) {
        String host = address.getHost() == null ? "" : address.getHost();
        String domain = host.substring(host.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        String country = domain.equals("UK") ? "GB" : domain;
        Locale language = Locale.forLanguageTag(page.select("html").attr("lang").replace('_', '-'));
        String region = COUNTRIES.contains(country) ? country : language.getCountry();
        // A .com that speaks English to all the world in dollars means those of the United States.
        if (region.isEmpty() && Set.of("COM", "NET", "ORG").contains(domain)) {
            region = "US";
        }
        return COUNTRIES.contains(region)
                ? Optional.ofNullable(Currency.getInstance(Locale.of("", region)))
                        .map(Currency::getCurrencyCode)
                : Optional.empty();
    }

    private static @Nullable String iso(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
