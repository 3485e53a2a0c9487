package dev.catchwater.prices.source.lists;

import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.page.Amounts;
import dev.catchwater.prices.page.FoundPrice;
import dev.catchwater.prices.page.OfferFacts;
import dev.catchwater.prices.page.PageFacts;
import dev.catchwater.prices.page.Syntax;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An item of a product feed, by the names of Google's product data specification. */
final class MerchantItem {

    private static final int LONGEST = 2_000;
    /** 24.90 EUR; the specification wants the point, feeds have the comma as well. */
    private static final Pattern PRICE = Pattern.compile("\\s*([0-9][0-9.,]{0,20})\\s*([A-Za-z]{3})\\s*");
    /** 2026-11-01T00:00+0100, the seconds and the colon of the offset at will. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm[:ss]")
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private final Map<String, String> attributes = new HashMap<>();

    /** The first of a name holds: of several rates for sending, the shop's first one. */
    void put(String name, String value) {
        String bare = value.strip();
        if (!bare.isEmpty() && bare.length() <= LONGEST) {
            attributes.putIfAbsent(name, bare);
        }
    }

    Optional<PageFacts> facts(URI feed, Instant now) {
        String id = attributes.get("id");
        if (id == null) {
            return Optional.empty();
        }
        OfferFacts offer = offer(id, now);
        return Optional.of(new PageFacts(
                attributes.get("title"),
                attributes.get("brand"),
                text("gtin").map(List::of).orElse(List.of()),
                null,
                attributes.get("mpn"),
                id,
                attributes.get("item_group_id"),
                attributes.get("image_link"),
                Addresses.resolve(feed, attributes.get("link")),
                offer,
                List.of(offer)));
    }

    private OfferFacts offer(String id, Instant now) {
        FoundPrice price = price("price");
        FoundPrice sale = onSale(now) ? price("sale_price") : null;
        boolean reduced = price != null && sale != null && sale.amount().compareTo(price.amount()) < 0;
        return new OfferFacts(
                reduced ? sale : price,
                reduced ? price : null,
                null,
                price("shipping"),
                null,
                false,
                text("availability").map(Availability::named).orElse(Availability.UNKNOWN),
                attributes.get("condition"),
                id,
                attributes.get("gtin"),
                null,
                variant(),
                null,
                null);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    private @Nullable FoundPrice price(String name) {
        Matcher found = PRICE.matcher(attributes.getOrDefault(name, ""));
        return found.matches()
                ? Amounts.read(found.group(1), found.group(2), Syntax.FEED, "item/" + name)
                        .orElse(null)
                : null;
    }

    // Without dates it holds as long as it stands there.
    private boolean onSale(Instant now) {
        String[] dates =
                attributes.getOrDefault("sale_price_effective_date", "").split("/", -1);
        if (dates.length != 2) {
            return true;
        }
        try {
            Instant from = OffsetDateTime.parse(dates[0].strip(), DATE).toInstant();
            Instant to = OffsetDateTime.parse(dates[1].strip(), DATE).toInstant();
            return !now.isBefore(from) && now.isBefore(to);
        } catch (DateTimeException unreadable) {
            // Who cannot tell when a price holds must not claim that it holds.
            return false;
        }
    }

    private @Nullable String variant() {
        String text = Stream.of("color", "size", "pattern", "material")
                .flatMap(name -> text(name).stream())
                .collect(Collectors.joining(" / "));
        return text.isEmpty() || text.length() > 120 ? null : text;
    }
}
