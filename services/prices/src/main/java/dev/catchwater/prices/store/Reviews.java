package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.OfferBook.Candidate;
import dev.catchwater.prices.OfferBook.Review;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What waits for a person. */
@ApplicationScoped
class Reviews {

    private static final String OPEN = """
            select r.*, p.title from review r join product p on p.id = r.product_id
            where r.decided_at is null and r.id > $1 order by r.id limit $2""";
    private static final String TITLES = "select id, title from product where id = any($1)";
    private static final String TAKE = "select * from review where id = $1 and decided_at is null for update";
    private static final String THERE = "select 1 from product where id = $1 for update";
    private static final String DECIDE = "update review set decided_at = $2, decision = $3 where id = $1";

    /** One product takes in another: its offers, its keys, and the reviews that point to it. */
    private static final List<String> MERGE = List.of(
            "update offer set product_id = $2 where product_id = $1",
            "update product_key set product_id = $2 where product_id = $1",
            "update review set product_id = $2 where product_id = $1",
            "update watch set product_id = $2 where product_id = $1",
            "delete from product where id = $1 and $2 <> $1");

    private final Pool pool;

    Reviews(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Review>> open(long after, int limit) {
        return Db.run(pool, OPEN, after, limit).flatMap(rows -> {
            List<Row> open = Db.list(rows, row -> row);
            Long[] named = open.stream().flatMap(Reviews::named).distinct().toArray(Long[]::new);
            return Db.run(pool, TITLES, (Object) named).map(found -> {
                Map<Long, String> titles = new HashMap<>();
                found.forEach(row -> titles.put(row.getLong("id"), row.getString("title")));
                return open.stream().map(row -> review(row, titles)).toList();
            });
        });
    }

    private static Stream<Long> named(Row row) {
        return row.getJsonArray("candidates").stream().map(one -> ((JsonObject) one).getLong("product"));
    }

    private static Review review(Row row, Map<Long, String> titles) {
        JsonArray candidates = row.getJsonArray("candidates");
        return new Review(
                row.getLong("id"),
                row.getLong("product_id"),
                row.getString("title"),
                row.getString("kind"),
                row.getString("reason"),
                candidates.stream()
                        .map(JsonObject.class::cast)
                        // One that was taken in by another since is no choice any more.
                        .filter(one -> titles.containsKey(one.getLong("product")))
                        .map(one -> candidate(one, titles))
                        .toList(),
                Db.requireInstant(row, "added_at"));
    }

    private static Candidate candidate(JsonObject one, Map<Long, String> titles) {
        long product = one.getLong("product");
        return new Candidate(
                product,
                titles.getOrDefault(product, ""),
                one.getDouble("score"),
                one.getJsonArray("reasons").stream().map(String::valueOf).toList(),
                one.getString("against"));
    }

    Uni<Boolean> decide(long id, @Nullable Long into, Instant now) {
        return Db.transaction(
                pool,
                tx -> Db.run(tx, TAKE, id).flatMap(rows -> {
                    Row review = rows.size() == 0 ? null : rows.iterator().next();
                    if (review == null || (into != null && named(review).noneMatch(into::equals))) {
                        return Uni.createFrom().item(false);
                    }
                    return Db.run(tx, THERE, into)
                            .flatMap(there -> into != null && there.size() == 0
                                    ? Uni.createFrom().item(false)
                                    : decided(tx, review, into, now));
                }));
    }

    private static Uni<Boolean> decided(SqlConnection tx, Row review, @Nullable Long into, Instant now) {
        return Db.run(tx, DECIDE, review.getLong("id"), Db.time(now), into == null ? "apart" : "one with " + into)
                .flatMap(done ->
                        into == null ? Uni.createFrom().voidItem() : merge(tx, review.getLong("product_id"), into))
                .replaceWith(true);
    }

    private static Uni<Void> merge(SqlConnection tx, long from, long into) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String step : MERGE) {
            all = all.flatMap(done -> Db.run(tx, step, from, into).replaceWithVoid());
        }
        return all;
    }
}
