package dev.catchwater.prices.store;

import dev.catchwater.crawl.CanonicalUrl;
import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook;
import dev.catchwater.prices.Settlement;
import dev.catchwater.prices.host.Pace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages in PostgreSQL; their hosts are in {@link Hosts}, what a look changes is in {@link Settling}. */
@ApplicationScoped
class Pages implements PageBook {

    static final String COLUMNS = """
            select p.*, a.url, a.origin, a.due_at as next_at, s.name as shop_name, s.base as shop_base
            from page p join frontier_address a on a.id = p.id join shop s on s.id = p.shop_id
            """;

    private static final String SHOP_OF = """
            select id, name, base from shop where starts_with($1, base) order by length(base) desc limit 1""";
    private static final String ADD_SHOP = """
            insert into shop (name, base, added_at) values ($1, $2, $3)
            on conflict (base) do update set base = excluded.base returning id""";
    private static final String ADD = """
            insert into page (id, shop_id, kind, containing, why, state, added_at)
            values ($1, $2, $3, $4, 'it is new', 'NEW', $5)""";
    private static final String DEMAND = """
            select p.weight, p.looks, count(*) over () as all from frontier_address a join page p on p.id = a.id
            where a.origin = $1 and a.due_at is not null order by random() limit $2""";

    private static final String DELETE_POINTS =
            "delete from price_point where offer_id in (select id from offer where page_id = $1)";

    private final Pool pool;
    private final Turns turns;
    private final Hosts hosts;
    private final Settling settling;

    Pages(Pool pool, Turns turns, Hosts hosts, Settling settling) {
        this.pool = pool;
        this.turns = turns;
        this.hosts = hosts;
        this.settling = settling;
    }

    @Override
    public Uni<Added> add(
            URI url,
            Page.Kind kind,
            @Nullable String containing,
            @Nullable String shopName,
            @Nullable URI shopBase,
            Pace first,
            int most,
            Instant now) {
        return Db.transaction(
                pool,
                tx -> turns.frontier()
                        .add(tx, List.of(url), now, Duration.ZERO, most)
                        .flatMap(added -> added.isEmpty()
                                ? byUrl(tx, url).map(known -> new Added(known.orElseThrow(() -> new Full(most)), false))
                                : hosts.add(tx, added.getFirst().origin(), first, now)
                                        .flatMap(host -> shop(tx, url, shopName, shopBase, now))
                                        .flatMap(shop -> Db.run(
                                                tx,
                                                ADD,
                                                added.getFirst().id(),
                                                shop,
                                                kind.name(),
                                                containing,
                                                Db.time(now)))
                                        .flatMap(done -> byUrl(tx, url))
                                        .map(page -> new Added(page.orElseThrow(), true))));
    }

    private static Uni<Integer> shop(
            SqlConnection tx, URI url, @Nullable String name, @Nullable URI base, Instant now) {
        if (base != null) {
            return newShop(tx, name == null ? base.getHost() : name, base.toString(), now);
        }
        return Db.run(tx, SHOP_OF, url.toString())
                .flatMap(rows -> rows.size() > 0
                        ? Uni.createFrom().item(rows.iterator().next().getInteger("id"))
                        : newShop(tx, name == null ? url.getHost() : name, CanonicalUrl.originOf(url) + "/", now));
    }

    private static Uni<Integer> newShop(SqlConnection tx, String name, String base, Instant now) {
        return Db.run(tx, ADD_SHOP, name, base, Db.time(now))
                .map(rows -> rows.iterator().next().getInteger("id"));
    }

    private static Uni<Optional<Page>> byUrl(SqlConnection tx, URI url) {
        return Db.run(tx, COLUMNS + "where a.url = $1", url.toString())
                .map(rows -> Db.list(rows, Rows::page).stream().findFirst());
    }

    @Override
    public Uni<List<Page>> list(long after, int limit) {
        return Db.run(pool, COLUMNS + "where p.id > $1 order by p.id limit $2", after, limit)
                .map(rows -> Db.list(rows, Rows::page));
    }

    @Override
    public Uni<Optional<Page>> find(long id) {
        return Db.run(pool, COLUMNS + "where p.id = $1", id)
                .map(rows -> Db.list(rows, Rows::page).stream().findFirst());
    }

    @Override
    public Uni<Boolean> remove(long id) {
        return Db.transaction(
                pool,
                // Else a look that is being written would leave points behind, whose offer nobody knows any more.
                tx -> turns.frontier()
                        .lock(tx, id)
                        .flatMap(alone -> Db.run(tx, DELETE_POINTS, id))
                        .flatMap(done -> turns.frontier().remove(tx, id)));
    }

    @Override
    public Uni<Optional<Turn>> claim(Instant now, Duration lease) {
        return turns.claim(now, lease)
                .flatMap(hold ->
                        hold.map(hosts::turn).orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    @Override
    public Uni<Optional<Instant>> soonest() {
        return turns.soonest();
    }

    @Override
    public Uni<Boolean> asking(Hold hold, Instant now, Instant next) {
        return turns.asking(hold, now, next);
    }

    @Override
    public Uni<Boolean> askingBeside(URI address, Pace first, Instant now) {
        return turns.askingBeside(address, first, now);
    }

    @Override
    public Uni<Void> holdBack(URI address, Instant notBefore) {
        return turns.holdBack(address, notBefore);
    }

    @Override
    public Uni<Settled> settle(Page page, Hold hold, Settlement settlement, Instant now) {
        return settling.settle(page, hold, settlement, now);
    }

    @Override
    public Uni<Void> giveBack(Hold hold, Pace pace, Instant now) {
        return turns.giveBack(hold, pace, now);
    }

    @Override
    public Uni<Demand> demand(String origin, int most) {
        return Db.run(pool, DEMAND, origin, most).map(rows -> {
            List<Known> pages =
                    Db.list(rows, row -> new Known(row.getDouble("weight"), Rows.looks(row.getArrayOfLongs("looks"))));
            long all = rows.size() == 0 ? 0 : rows.iterator().next().getLong("all");
            return new Demand(pages, all);
        });
    }

    @Override
    public Uni<List<Host>> hosts(int limit) {
        return hosts.list(limit);
    }

    @Override
    public Uni<Boolean> release(String origin, Instant now) {
        return Db.transaction(
                pool,
                tx -> hosts.isQuarantined(tx, origin)
                        .flatMap(is -> is
                                ? turns.frontier().hurry(tx, origin, now)
                                : Uni.createFrom().item(false)));
    }
}
