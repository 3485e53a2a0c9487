package dev.catchwater.prices.store;

import dev.catchwater.crawl.frontier.Frontier;
import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Settled;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what came of a look, in one transaction: all of it or nothing, and the same again changes nothing. */
@ApplicationScoped
class Settling {

    private static final String PAGE = """
            update page set state = $2, note = $3, why = $4, etag = $5, last_modified = $6,
              looked_at = case when $9 then $7 else looked_at end, looks = $8, doubted = $10, via = $11,
              via_lasting = $12, hops = $13 where id = $1""";
    private static final String FOUND = """
            insert into page (id, shop_id, kind, containing, why, state, added_at)
            select n, $1::int, $2::text, $3::text, 'a sitemap names it', 'NEW', $4::timestamptz from unnest($5::bigint[]) n""";

    /** So that they do not all become due at once. */
    private static final Duration APART = Duration.ofSeconds(1);

    /** New things that are placed in one transaction: some tenths of a second. */
    private static final int PORTION = 50;

    private final Pool pool;
    private final Turns turns;
    private final Hosts hosts;
    private final Offering offering;

    Settling(Pool pool, Turns turns, Hosts hosts, Offering offering) {
        this.pool = pool;
        this.turns = turns;
        this.hosts = hosts;
        this.offering = offering;
    }

    /**
     * Places what a look found for the first time a portion at a time, then writes the rest: things are placed by one at a
     * time, and what is new elsewhere must not wait for all of a long list. Whoever dies in between has placed some of them,
     * and the look is made again.
     */
    Uni<Settled> settle(Page page, Hold hold, Settlement settlement, Instant now) {
        Reading reading = settlement.reading();
        return reading == null || reading.things().size() <= PORTION
                ? whole(page, hold, settlement, now)
                : portions(page, hold, reading, now, new Settled(false, 0))
                        .flatMap(before -> whole(page, hold, settlement, now)
                                .map(rest -> new Settled(
                                        before.changed() || rest.changed(), before.alerts() + rest.alerts())));
    }

    private Uni<Settled> portions(Page page, Hold hold, Reading reading, Instant now, Settled before) {
        return Db.transaction(
                        pool,
                        tx -> turns.hold(tx, hold).flatMap(held -> offering.place(tx, page, reading, PORTION, now)))
                .flatMap(placed -> placed.map(settled -> portions(
                                page,
                                hold,
                                reading,
                                now,
                                new Settled(before.changed() || settled.changed(), before.alerts() + settled.alerts())))
                        .orElseGet(() -> Uni.createFrom().item(before)));
    }

    // What a sitemap found first: who adds waits for others that add, and must not hold a host meanwhile.
    private Uni<Settled> whole(Page page, Hold hold, Settlement settlement, Instant now) {
        return Db.transaction(
                pool,
                tx -> found(tx, page, settlement.found(), now)
                        .flatMap(done -> turns.end(tx, page, hold, settlement, now))
                        .flatMap(ended -> Db.run(tx, PAGE, parameters(page, settlement, now)))
                        .flatMap(updated -> hosts.settle(
                                tx, page, settlement.pace(), settlement.signs(), settlement.answered(), now))
                        .flatMap(done -> offer(tx, page, settlement, now)));
    }

    private Uni<Void> found(SqlConnection tx, Page page, Settlement.@Nullable Found found, Instant now) {
        return found == null
                ? Uni.createFrom().voidItem()
                : found(tx, page, page.kind(), found.sitemaps(), found.most(), now)
                        .flatMap(done -> found(tx, page, Page.Kind.PRODUCT, found.pages(), found.most(), now));
    }

    private Uni<Void> found(SqlConnection tx, Page page, Page.Kind kind, List<URI> addresses, int most, Instant now) {
        String containing = kind == Page.Kind.PRODUCT ? null : page.containing();
        return turns.frontier()
                .add(tx, addresses, now.plus(APART), APART, most)
                .flatMap(added -> {
                    Long[] ids = added.stream().map(Frontier.Added::id).toArray(Long[]::new);
                    return Db.run(tx, FOUND, page.shop().id(), kind.name(), containing, Db.time(now), ids);
                })
                .replaceWithVoid();
    }

    private static Tuple parameters(Page page, Settlement s, Instant now) {
        // Between looks that told something: a wall in between is none.
        boolean told = s.state() == Page.State.OK || s.state() == Page.State.NOTHING;
        URI via = s.way().via();
        return Tuple.wrap(new Object[] {
            page.id(),
            s.state().name(),
            s.note(),
            s.why(),
            s.etag(),
            s.lastModified(),
            Db.time(now),
            Rows.looks(s.looks()),
            told,
            s.doubted(),
            via == null ? null : via.toString(),
            s.way().lasting(),
            s.way().hops()
        });
    }

    private Uni<Settled> offer(SqlConnection tx, Page page, Settlement settlement, Instant now) {
        Reading reading = settlement.reading();
        if (reading == null) {
            return settlement.state() == Page.State.OK
                    ? offering.same(tx, page, now)
                    : Uni.createFrom().item(new Settled(false, 0));
        }
        return offering.write(tx, page, reading, now);
    }
}
