package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Settled;
import dev.catchwater.prices.Pairing;
import dev.catchwater.prices.Reading;
import dev.catchwater.prices.Reading.Thing;
import dev.catchwater.prices.offer.Availability;
import dev.catchwater.prices.offer.Proof;
import dev.catchwater.prices.offer.Quote;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a page asks for its things: an offer for each, and a point of its history where something changed. */
@ApplicationScoped
class Offering {

    /** So often in a row not named, and it counts as gone: once may be a page that was cut short. */
    private static final int GONE = 2;

    private static final Quote NOT_NAMED = new Quote(
            null,
            null,
            null,
            null,
            false,
            Availability.OUT_OF_STOCK,
            null,
            null,
            List.of(new Proof("availability", "ABSENCE", "", "not named any more by a page that names others")));

    private final Placing placing;
    private final Points points;

    Offering(Placing placing, Points points) {
        this.placing = placing;
        this.points = points;
    }

    /** The page is as it was. */
    Uni<Settled> same(SqlConnection tx, Page page, Instant now) {
        return Db.run(tx, OfferStatements.CHECKED, page.id(), Db.time(now))
                .flatMap(done -> Db.run(tx, OfferStatements.STILL, page.id(), GONE - 1))
                .flatMap(rows -> missed(tx, page, Db.list(rows, row -> row), now));
    }

    /** Writes at most so many of the things that are new; empty once there are none. */
    Uni<Optional<Settled>> place(SqlConnection tx, Page page, Reading reading, int most, Instant now) {
        return Db.run(tx, OfferStatements.KEYS, page.id()).flatMap(rows -> {
            Set<String> known = Set.copyOf(Db.list(rows, row -> row.getString("thing")));
            Pairing pairing = Pairing.of(known, reading.things());
            List<Thing> portion = reading.things().stream()
                    .filter(thing -> !pairing.offers().containsKey(thing.key()) && isKept(thing))
                    .limit(most)
                    .toList();
            return portion.isEmpty()
                    ? Uni.createFrom().item(Optional.<Settled>empty())
                    : each(portion, thing -> first(tx, page, reading, thing, now))
                            .map(Optional::of);
        });
    }

    private static boolean isKept(Thing thing) {
        return thing.quote().says() && !thing.listing().title().isBlank();
    }

    private static Uni<Settled> each(List<Thing> things, Function<Thing, Uni<Settled>> write) {
        return Multi.createFrom()
                .iterable(things)
                .onItem()
                .transformToUniAndConcatenate(write::apply)
                .collect()
                .asList()
                .map(Offering::sum);
    }

    /** The page says this now. */
    Uni<Settled> write(SqlConnection tx, Page page, Reading reading, Instant now) {
        return Db.run(tx, OfferStatements.ALL, page.id()).flatMap(rows -> {
            Map<String, Row> known =
                    Db.list(rows, row -> row).stream().collect(Collectors.toMap(row -> row.getString("thing"), r -> r));
            Pairing pairing = Pairing.of(known.keySet(), reading.things());
            Map<Thing, Row> before = new HashMap<>();
            reading.things().forEach(thing -> {
                String key = pairing.offers().get(thing.key());
                if (key != null) {
                    before.put(thing, Objects.requireNonNull(known.get(key)));
                }
            });
            List<Row> left = pairing.missed().stream().map(known::get).toList();
            // Keys first: what goes on under another one makes room for it.
            return (known.size() < 2 ? Uni.createFrom().voidItem() : Db.run(tx, OfferStatements.LOCK, page.id()))
                    .flatMap(locked -> named(tx, page, reading, before, now))
                    .flatMap(done -> each(tx, page, reading, before, now))
                    .flatMap(settled -> missed(tx, page, left, now).map(gone -> sum(List.of(settled, gone))));
        });
    }

    private static Uni<Void> named(SqlConnection tx, Page page, Reading reading, Map<Thing, Row> before, Instant now) {
        List<Map.Entry<Thing, Row>> offers = List.copyOf(before.entrySet());
        List<Thing> things = offers.stream().map(Map.Entry::getKey).toList();
        Tuple values = Tuple.wrap(new Object[] {
            offers.stream().map(one -> one.getValue().getLong("id")).toArray(Long[]::new),
            Db.time(now),
            things.stream().map(Thing::key).toArray(String[]::new),
            things.stream().map(Offering::url).toArray(String[]::new),
            things.stream().map(thing -> shown(page, reading, thing)).toArray(Boolean[]::new)
        });
        return things.isEmpty()
                ? Uni.createFrom().voidItem()
                : Db.run(tx, OfferStatements.NAMED, values).replaceWithVoid();
    }

    private Uni<Settled> each(SqlConnection tx, Page page, Reading reading, Map<Thing, Row> before, Instant now) {
        return each(reading.things().stream().filter(Offering::isKept).toList(), thing -> {
            Row offer = before.get(thing);
            return offer == null
                    ? first(tx, page, reading, thing, now)
                    : again(tx, offer, page, thing, reading.hash(), now);
        });
    }

    private Uni<Settled> first(SqlConnection tx, Page page, Reading reading, Thing thing, Instant now) {
        return placing.product(tx, page.id(), thing, now).flatMap(product -> {
            Quote quote = thing.quote();
            Tuple values = Tuple.wrap(new Object[] {
                page.id(),
                thing.key(),
                url(thing),
                shown(page, reading, thing),
                product,
                page.shop().id(),
                Rows.currency(quote),
                Rows.minor(quote.price()),
                Rows.minor(quote.list()),
                Rows.minor(quote.member()),
                Rows.minor(quote.shipping()),
                quote.range(),
                quote.availability().name(),
                quote.condition(),
                quote.seller(),
                Rows.proofs(quote.proofs()),
                Db.time(now)
            });
            return Db.run(tx, OfferStatements.ADD, values)
                    .map(added -> added.iterator().next().getLong("id"))
                    .flatMap(id -> points.write(
                            tx, new Points.Change(id, product, page, thing.url(), quote, reading.hash(), now)));
        });
    }

    private Uni<Settled> again(SqlConnection tx, Row offer, Page page, Thing thing, String hash, Instant now) {
        Quote quote = thing.quote();
        return same(Rows.quote(offer), quote)
                ? Uni.createFrom().item(new Settled(false, 0))
                : update(tx, offer, page, thing.url(), quote, hash, now);
    }

    private Uni<Settled> update(
            SqlConnection tx, Row offer, Page page, @Nullable URI url, Quote quote, String hash, Instant now) {
        long id = offer.getLong("id");
        // A history goes on where it ended, also if the clock of whoever wrote last was ahead of ours.
        Instant before = Db.requireInstant(offer, "since");
        Instant at = now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS);
        Tuple values = Tuple.wrap(new Object[] {
            id,
            Rows.currency(quote),
            Rows.minor(quote.price()),
            Rows.minor(quote.list()),
            Rows.minor(quote.member()),
            Rows.minor(quote.shipping()),
            quote.range(),
            quote.availability().name(),
            quote.condition(),
            quote.seller(),
            Rows.proofs(quote.proofs()),
            Db.time(at)
        });
        return Db.run(tx, OfferStatements.UPDATE, values)
                .flatMap(done -> points.write(
                        tx, new Points.Change(id, offer.getLong("product_id"), page, url, quote, hash, at)));
    }

    private Uni<Settled> missed(SqlConnection tx, Page page, List<Row> offers, Instant now) {
        Long[] ids = offers.stream().map(row -> row.getLong("id")).toArray(Long[]::new);
        return ids.length == 0
                ? Uni.createFrom().item(new Settled(false, 0))
                : Db.run(tx, OfferStatements.MISSED, (Object) ids)
                        .flatMap(rows -> Multi.createFrom()
                                .iterable(Db.list(rows, row -> row))
                                .filter(row -> row.getInteger("missed") == GONE)
                                .onItem()
                                .transformToUniAndConcatenate(row -> gone(tx, page, row, now))
                                .collect()
                                .asList()
                                .map(Offering::sum));
    }

    private Uni<Settled> gone(SqlConnection tx, Page page, Row offer, Instant now) {
        Quote before = Rows.quote(offer);
        if (before.availability().refused()) {
            return Uni.createFrom().item(new Settled(false, 0));
        }
        String url = offer.getString("url");
        return update(tx, offer, page, url == null ? null : URI.create(url), NOT_NAMED, "", now);
    }

    private static Settled sum(List<Settled> all) {
        return new Settled(
                all.stream().anyMatch(Settled::changed),
                all.stream().mapToInt(Settled::alerts).sum());
    }

    private static @Nullable String url(Thing thing) {
        URI url = thing.url();
        return url == null ? null : url.toString();
    }

    private static boolean shown(Page page, Reading reading, Thing thing) {
        return page.kind() == Page.Kind.PRODUCT
                && thing.key().equals(reading.main().key());
    }

    // What is kept of a price is what it is, not how the page put it.
    private static boolean same(Quote before, Quote now) {
        return Objects.equals(before.price(), now.price())
                && Objects.equals(before.list(), now.list())
                && Objects.equals(before.member(), now.member())
                && Objects.equals(before.shipping(), now.shipping())
                && before.availability() == now.availability();
    }
}
