package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Reading.Thing;
import dev.catchwater.prices.identity.Gtin;
import dev.catchwater.prices.identity.Isbn;
import dev.catchwater.prices.identity.ProductKey;
import dev.catchwater.prices.match.Decision;
import dev.catchwater.prices.match.Known;
import dev.catchwater.prices.match.Listing;
import dev.catchwater.prices.match.Matching;
import dev.catchwater.prices.measure.Pack;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the product of a listing, or makes one. {@link Matching} decides; here is what it decides upon. One at a time, so
 * that two listings of one new product do not become two.
 */
@ApplicationScoped
class Placing {

    private static final long PLACING = 0x6361_7463_706c_6163L;
    private static final int ALIKE = 20;

    private static final String KNOWN = """
            select p.*, k.keys, k.kinds from product p cross join lateral (
              select array_agg(key order by key) as keys, array_agg(kind order by key) as kinds
              from product_key where product_id = p.id) k
            """;
    // Things that one page tells of apart are not one, whatever their numbers and however alike their names.
    private static final String APART =
            " and not exists (select 1 from offer o where o.product_id = p.id and o.page_id = $%d)";
    private static final String BY_KEYS =
            KNOWN + "where p.id in (select product_id from product_key where key = any($1))" + APART.formatted(2);
    private static final String BY_TITLE = KNOWN + "where p.title operator(public.%) $1" + APART.formatted(3)
            + " order by public.similarity(p.title, $1) desc, p.id limit $2";
    private static final String ADD = """
            insert into product (title, brand, image, variant, pack_count, pack_value, pack_unit, pack_of, added_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id""";
    private static final String ADD_KEY = """
            insert into product_key (key, kind, product_id) select k, t, $3 from unnest($1::text[], $2::text[]) as n(k, t)
            on conflict (key) do nothing""";
    private static final String REVIEW = """
            insert into review (product_id, kind, reason, candidates, added_at) values ($1, $2, $3, $4, $5)""";

    Uni<Long> product(SqlConnection tx, long page, Thing thing, Instant now) {
        Listing listing = thing.listing();
        String[] keys = listing.keys().stream().map(ProductKey::text).toArray(String[]::new);
        return Db.run(tx, "select pg_advisory_xact_lock($1)", PLACING)
                .flatMap(locked -> Db.run(tx, BY_KEYS, keys, page))
                .map(rows -> Db.list(rows, Placing::known))
                .flatMap(found -> Db.run(tx, BY_TITLE, listing.title(), ALIKE, page)
                        .map(rows -> Db.list(rows, Placing::known))
                        .flatMap(alike -> place(tx, thing, Matching.decide(listing, found, alike), now)));
    }

    private static Uni<Long> place(SqlConnection tx, Thing thing, Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Same(long product, ProductKey by) ->
                keys(tx, thing.listing(), product).replaceWith(product);
            case Decision.Fresh(List<Decision.Candidate> candidates) ->
                add(tx, thing, now)
                        .call(product -> candidates.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : review(tx, product, "ALIKE", "it looks like another one", alike(candidates), now));
            case Decision.Review(List<Long> products, String reason) ->
                add(tx, thing, now).call(product -> review(tx, product, "CONFLICT", reason, contested(products), now));
        };
    }

    private static Uni<Long> add(SqlConnection tx, Thing thing, Instant now) {
        Listing listing = thing.listing();
        Pack pack = listing.pack();
        Gtin caseOf = listing.caseOf();
        Tuple values = Tuple.wrap(new Object[] {
            listing.title(),
            listing.brand(),
            thing.image(),
            listing.variant(),
            pack == null ? null : pack.count(),
            pack == null ? null : pack.content().value(),
            pack == null ? null : pack.content().unit().name(),
            caseOf == null ? null : caseOf.digits(),
            Db.time(now)
        });
        return Db.run(tx, ADD, values)
                .map(rows -> rows.iterator().next().getLong("id"))
                .call(product -> keys(tx, listing, product));
    }

    // A key that leads elsewhere stays where it is: that is what the review is about.
    private static Uni<Void> keys(SqlConnection tx, Listing listing, long product) {
        String[] texts = listing.keys().stream().map(ProductKey::text).toArray(String[]::new);
        String[] kinds = listing.keys().stream().map(key -> key.trust().name()).toArray(String[]::new);
        return Db.run(tx, ADD_KEY, texts, kinds, product).replaceWithVoid();
    }

    private static Uni<Void> review(
            SqlConnection tx, long product, String kind, String reason, JsonArray candidates, Instant now) {
        return Db.run(tx, REVIEW, product, kind, reason, candidates, Db.time(now))
                .flatMap(done -> EventTable.add(
                        tx,
                        now,
                        "review",
                        new JsonObject()
                                .put("product", product)
                                .put("kind", kind)
                                .put("reason", reason)));
    }

    private static JsonArray alike(List<Decision.Candidate> candidates) {
        JsonArray array = new JsonArray();
        candidates.forEach(candidate -> array.add(new JsonObject()
                .put("product", candidate.product())
                .put("score", candidate.score())
                .put("reasons", candidate.reasons())
                .put("against", candidate.against())));
        return array;
    }

    private static JsonArray contested(List<Long> products) {
        JsonArray array = new JsonArray();
        products.forEach(product -> array.add(
                new JsonObject().put("product", product).put("score", 1.0).put("reasons", List.of("it shares a key"))));
        return array;
    }

    private static Known known(Row row) {
        String[] texts = row.getArrayOfStrings("keys");
        String[] kinds = row.getArrayOfStrings("kinds");
        Set<ProductKey> keys = new HashSet<>();
        for (int i = 0; texts != null && i < texts.length; i++) {
            keys.add(key(texts[i], kinds[i]));
        }
        return new Known(
                row.getLong("id"),
                row.getString("title"),
                row.getString("brand"),
                keys,
                Rows.pack(row),
                row.getString("variant"));
    }

    private static ProductKey key(String text, String kind) {
        List<String> parts = new ArrayList<>(List.of(text.split(":", 3)));
        return switch (ProductKey.Trust.valueOf(kind)) {
            case GTIN -> new ProductKey.OfGtin(new Gtin(parts.get(1)));
            case ISBN -> new ProductKey.OfIsbn(new Isbn(new Gtin(parts.get(1))));
            case BRAND_MPN -> new ProductKey.OfPart(parts.get(1), parts.get(2));
            case SHOP -> new ProductKey.OfShop(parts.get(1), parts.get(2));
            case FUZZY -> throw new IllegalStateException("likeness is no key");
        };
    }
}
