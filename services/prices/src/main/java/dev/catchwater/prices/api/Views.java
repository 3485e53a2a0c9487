package dev.catchwater.prices.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.catchwater.prices.Offer;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.Product;
import dev.catchwater.prices.deal.Discount;
import dev.catchwater.prices.deal.Standing;
import dev.catchwater.prices.measure.Pack;
import dev.catchwater.prices.measure.UnitPrice;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.offer.Proof;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API shows. */
final class Views {

    private Views() {}

    /** An amount: {@code {"amount": "24.90", "currency": "EUR"}}. */
    record Amount(String amount, String currency) {

        static @Nullable Amount of(@Nullable Money money) {
            return money == null ? null : new Amount(money.amount().toPlainString(), money.currency());
        }
    }

    /** The price of a kilogram, litre, metre, square metre or piece. */
    record PerUnit(String amount, String currency, String unit) {

        static @Nullable PerUnit of(@Nullable Pack pack, @Nullable Money price) {
            if (pack == null || price == null) {
                return null;
            }
            UnitPrice each = pack.price(price);
            String amount = each.amount().setScale(2, RoundingMode.HALF_EVEN).toPlainString();
            return new PerUnit(amount, each.currency(), each.dimension().base());
        }
    }

    /** A page that is watched. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageView(
            long id,
            URI url,
            Page.Kind kind,
            String shop,
            String host,
            Page.State state,
            @Nullable String note,
            @Nullable Instant lookedAt,
            @Nullable Instant nextAt,
            String why) {

        static PageView of(Page page) {
            return new PageView(
                    page.id(),
                    page.url(),
                    page.kind(),
                    page.shop().name(),
                    page.origin(),
                    page.state(),
                    page.note(),
                    page.lookedAt(),
                    page.nextAt(),
                    page.why());
        }
    }

    /** A product. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProductView(
            long id,
            String title,
            @Nullable String brand,
            @Nullable String image,
            @Nullable String variant,
            @Nullable String packOf,
            List<String> keys) {

        static ProductView of(Product product) {
            return new ProductView(
                    product.id(),
                    product.title(),
                    product.brand(),
                    product.image(),
                    product.variant(),
                    product.packOf(),
                    product.keys());
        }
    }

    /**
     * An offer among others.
     *
     * @param landed price and sending; null if the shop does not tell what sending costs
     * @param perUnit by the product's pack
     * @param discount what is claimed and what holds; null if nothing is claimed or known
     * @param standing how the price stands against the last 90 days; null if nothing is known of them
     * @param evidence why each price is believed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfferView(
            long id,
            long page,
            String shop,
            URI url,
            @Nullable Amount price,
            @Nullable Amount list,
            @Nullable Amount member,
            @Nullable Amount shipping,
            @Nullable Amount landed,
            boolean range,
            Availability availability,
            @Nullable String condition,
            @Nullable String seller,
            @Nullable PerUnit perUnit,
            @Nullable DiscountView discount,
            @Nullable StandingView standing,
            List<Proof> evidence,
            Instant since,
            Instant checkedAt) {

        static OfferView of(
                Offer offer, @Nullable Pack pack, @Nullable DiscountView discount, @Nullable StandingView standing) {
            var quote = offer.quote();
            return new OfferView(
                    offer.id(),
                    offer.page(),
                    offer.shop().name(),
                    offer.url(),
                    Amount.of(quote.price()),
                    Amount.of(quote.list()),
                    Amount.of(quote.member()),
                    Amount.of(quote.shipping()),
                    Amount.of(quote.landed()),
                    quote.range(),
                    quote.availability(),
                    quote.condition(),
                    quote.seller(),
                    PerUnit.of(pack, quote.price()),
                    discount,
                    standing,
                    quote.proofs(),
                    offer.since(),
                    offer.checkedAt());
        }
    }

    /** What a shop claims to have taken off, and what it has; percent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DiscountView(
            @Nullable Double claimed,
            @Nullable Double real,
            @Nullable Amount prior,
            Discount.Verdict verdict) {

        static DiscountView of(Discount discount) {
            return new DiscountView(
                    rounded(discount.claimed()),
                    rounded(discount.real()),
                    Amount.of(discount.prior()),
                    discount.verdict());
        }

        private static @Nullable Double rounded(@Nullable Double percent) {
            return percent == null ? null : Math.round(percent * 10) / 10.0;
        }
    }

    /** How a price stands against the time before. */
    record StandingView(double dearer, Amount lowest, Amount highest, Amount average, long knownDays) {

        static StandingView of(Standing standing) {
            return new StandingView(
                    Math.round(standing.dearer() * 1000) / 1000.0,
                    amount(standing.lowest()),
                    amount(standing.highest()),
                    amount(standing.average()),
                    standing.known().toDays());
        }

        private static Amount amount(Money money) {
            return new Amount(money.amount().toPlainString(), money.currency());
        }
    }

    /** A page of a list. */
    record Listed<T>(List<T> items, @Nullable String next) {}
}
