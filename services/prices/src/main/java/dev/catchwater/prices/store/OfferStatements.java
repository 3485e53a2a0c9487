package dev.catchwater.prices.store;

/** The SQL of {@link Offering}. */
final class OfferStatements {

    private OfferStatements() {}

    static final String KEYS = "select thing from offer where page_id = $1";
    static final String ALL = "select * from offer where page_id = $1 order by id for update";
    // All that may be told of at once and in order: another list may change the same products in another one.
    static final String LOCK = """
            select 1 from watch where id in (
              select w.id from offer o join watch w on w.offer_id = o.id where o.page_id = $1
              union select w.id from offer o join watch w on w.product_id = o.product_id where o.page_id = $1)
            order by id for update""";
    static final String ADD = """
            insert into offer (page_id, thing, url, shown, product_id, shop_id, currency, price, list, member, shipping,
              price_range, availability, condition, seller, evidence, since, checked_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17) returning id""";
    static final String UPDATE = """
            update offer set currency = $2, price = $3, list = $4, member = $5, shipping = $6, price_range = $7,
              availability = $8, condition = $9, seller = $10, evidence = $11, since = $12, checked_at = $12 where id = $1""";
    static final String NAMED = """
            update offer o set checked_at = $2, missed = 0, thing = n.thing, url = n.url, shown = n.shown
            from unnest($1::bigint[], $3::text[], $4::text[], $5::boolean[]) as n(id, thing, url, shown) where o.id = n.id""";
    static final String MISSED = "update offer set missed = missed + 1 where id = any($1) returning *";
    // The page is as it was: what it did not name then it does not name now.
    static final String STILL = "select * from offer where page_id = $1 and missed between 1 and $2 for update";
    static final String CHECKED = "update offer set checked_at = $2 where page_id = $1 and missed = 0";
}
