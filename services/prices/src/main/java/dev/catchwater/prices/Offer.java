package dev.catchwater.prices;

import dev.catchwater.prices.offer.Quote;
import java.net.URI;
import java.time.Instant;

/**
 * What a shop asks for a product now.
 *
 * @param page the number of the page it was read from
 * @param since when what holds began to hold
 * @param checkedAt when it was seen last
 */
public record Offer(
        long id, long product, long page, Page.Shop shop, URI url, Quote quote, Instant since, Instant checkedAt) {}
