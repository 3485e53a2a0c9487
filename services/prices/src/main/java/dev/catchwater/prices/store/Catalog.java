package dev.catchwater.prices.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Offer;
import dev.catchwater.prices.OfferBook;
import dev.catchwater.prices.Product;
import dev.catchwater.prices.deal.History;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Products and offers in PostgreSQL, to read; reviews are in {@link Reviews}. */
@ApplicationScoped
class Catalog implements OfferBook {

    private static final String PRODUCT = """
            select p.*, (select array_agg(key order by key) from product_key k where k.product_id = p.id) as keys
            from product p
            """;

    // The best price is one that can be paid; of several currencies none is the best.
    private static final String SUMMARIES = PRODUCT.replace(
                    "from product p\n",
                    ", o.best, o.currency as best_currency, o.offers from product p cross join lateral ("
                            + " select count(*)::int as offers,"
                            + " min(least(price + coalesce(shipping, 0), 1000000000000000)) filter (where availability not in ('OUT_OF_STOCK', 'DISCONTINUED')) as best,"
                            + " case when count(distinct currency) = 1 then min(currency) end as currency"
                            + " from offer where product_id = p.id) o ")
            + "where p.id > $1 and o.offers > 0"
            + " and ($2 = '' or p.title ilike '%' || $2 || '%' or p.title operator(public.%) $2) order by p.id limit $3";

    // By price within a currency: 1,000 yen are not more than 9 euros. The one that most are in comes first.
    private static final String OFFERS = """
            select o.*, coalesce(o.url, a.url) as own_url, s.name as shop_name, s.base as shop_base
            from offer o join frontier_address a on a.id = o.page_id join shop s on s.id = o.shop_id
            where o.product_id = $1 order by o.price is null, count(*) over (partition by o.currency) desc, o.currency,
              o.price + coalesce(o.shipping, 0), o.shipping is null, o.id limit $2""";

    // What held when the window opens is the last point before it. Of too many the newest are told.
    private static final String POINTS = """
            select * from (select p.offer_id, p.valid_from, p.currency, p.price, p.availability from unnest($1::bigint[]) as o(id)
            cross join lateral (select coalesce((select q.valid_from from price_point q
              where q.offer_id = o.id and q.valid_from <= $2 order by q.valid_from desc limit 1), $2) as opened) w
            join price_point p on p.offer_id = o.id and p.valid_from >= w.opened order by p.valid_from desc limit $3) n
            order by valid_from""";

    private static final String ROLLUPS = """
            with p as (
              select p.offer_id, p.valid_from, p.currency, p.price,
                least($4::int, width_bucket(extract(epoch from p.valid_from), extract(epoch from $2::timestamptz),
                  extract(epoch from $3::timestamptz), $4::int)) as stretch
              from unnest($1::bigint[]) as o(id)
              join price_point p on p.offer_id = o.id and p.valid_from >= $2 and p.valid_from < $3
              where p.price is not null)
            select offer_id, currency, min(price) as lowest, max(price) as highest, max(valid_from) as at, count(*)::int as points,
              (array_agg(price order by valid_from desc))[1] as last
            from p group by offer_id, stretch, currency order by at, currency""";

    private final Pool pool;
    private final Reviews reviews;

    Catalog(Pool pool, Reviews reviews) {
        this.pool = pool;
        this.reviews = reviews;
    }

    @Override
    public Uni<List<Summary>> products(String words, long after, int limit) {
        return Db.run(pool, SUMMARIES, after, words, limit)
                .map(rows -> Db.list(
                        rows,
                        row -> new Summary(
                                Rows.product(row),
                                Rows.money(row.getLong("best"), row.getString("best_currency")),
                                row.getInteger("offers"))));
    }

    @Override
    public Uni<Optional<Product>> product(long id) {
        return Db.run(pool, PRODUCT + "where p.id = $1", id)
                .map(rows -> Db.list(rows, Rows::product).stream().findFirst());
    }

    @Override
    public Uni<List<Offer>> offers(long product, int most) {
        return Db.run(pool, OFFERS, product, most).map(rows -> Db.list(rows, Catalog::offer));
    }

    @Override
    public Uni<Map<Long, History>> histories(List<Long> offers, Instant since, int most) {
        return Db.run(pool, POINTS, offers.toArray(Long[]::new), Db.time(since), most)
                .map(rows -> {
                    Map<Long, List<PricePoint>> points = Db.list(rows, row -> row).stream()
                            .collect(groupingBy(row -> row.getLong("offer_id"), mapping(Catalog::point, toList())));
                    Map<Long, History> histories = new HashMap<>();
                    points.forEach((offer, its) -> histories.put(offer, new History(its)));
                    return histories;
                });
    }

    @Override
    public Uni<Map<Long, List<Rollup>>> rollups(List<Long> offers, Instant since, Instant until, int stretches) {
        return Db.run(pool, ROLLUPS, offers.toArray(Long[]::new), Db.time(since), Db.time(until), stretches)
                .map(rows -> Db.list(rows, row -> row).stream()
                        .collect(groupingBy(row -> row.getLong("offer_id"), mapping(Catalog::rollup, toList()))));
    }

    private static Rollup rollup(Row row) {
        String currency = row.getString("currency");
        return new Rollup(
                Db.requireInstant(row, "at"),
                new Money(row.getLong("lowest"), currency),
                new Money(row.getLong("highest"), currency),
                new Money(row.getLong("last"), currency),
                row.getInteger("points"));
    }

    private static PricePoint point(Row row) {
        return new PricePoint(
                Db.requireInstant(row, "valid_from"),
                Rows.money(row.getLong("price"), row.getString("currency")),
                Availability.valueOf(row.getString("availability")));
    }

    private static Offer offer(Row row) {
        return new Offer(
                row.getLong("id"),
                row.getLong("product_id"),
                row.getLong("page_id"),
                Rows.shop(row),
                URI.create(row.getString("own_url")),
                Rows.quote(row),
                Db.requireInstant(row, "since"),
                Db.requireInstant(row, "checked_at"));
    }

    @Override
    public Uni<List<Review>> reviews(long after, int limit) {
        return reviews.open(after, limit);
    }

    @Override
    public Uni<Boolean> decide(long review, @Nullable Long into, Instant now) {
        return reviews.decide(review, into, now);
    }
}
