package dev.catchwater.prices.page;

import dev.catchwater.prices.offer.Availability;
import org.jspecify.annotations.Nullable;

/**
 * One offer on a page. The prices of different kinds are kept apart: one is not another's history.
 *
 * @param price what anybody pays; null if the page does not say
 * @param list what is struck through, or recommended by the maker
 * @param member what only members pay
 * @param shipping what sending it costs
 * @param unit the price of a unit, as the shop states it
 * @param range whether {@code price} is the lowest of several
 * @param sku the shop's own number of this variant
 * @param gtin as it stands there
 * @param seller if it is not the shop itself
 * @param variant what tells this offer from its siblings: size, colour
 * @param name of the variant, if it has one of its own
 * @param mpn the maker's number of the variant, if it has one of its own
 */
public record OfferFacts(
        @Nullable FoundPrice price,
        @Nullable FoundPrice list,
        @Nullable FoundPrice member,
        @Nullable FoundPrice shipping,
        @Nullable StatedUnit unit,
        boolean range,
        Availability availability,
        @Nullable String condition,
        @Nullable String sku,
        @Nullable String gtin,
        @Nullable String seller,
        @Nullable String variant,
        @Nullable String name,
        @Nullable String mpn) {

    /**
     * A price per unit that the shop states itself.
     *
     * @param quantity how much of the unit it is for
     * @param unitCode as it stands there
     */
    public record StatedUnit(FoundPrice price, String quantity, String unitCode) {}

    OfferFacts withPrice(@Nullable FoundPrice other) {
        return with(other, list, availability);
    }

    OfferFacts withList(@Nullable FoundPrice other) {
        return with(price, other, availability);
    }

    OfferFacts withAvailability(Availability other) {
        return with(price, list, other);
    }

    private OfferFacts with(@Nullable FoundPrice ours, @Nullable FoundPrice struck, Availability stock) {
        return new OfferFacts(
                ours, struck, member, shipping, unit, range, stock, condition, sku, gtin, seller, variant, name, mpn);
    }
}
