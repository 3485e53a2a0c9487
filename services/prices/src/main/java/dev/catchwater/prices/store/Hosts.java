package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Host;
import dev.catchwater.prices.PageBook.Turn;
import dev.catchwater.prices.host.Answer;
import dev.catchwater.prices.host.Habits;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.host.Sign;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the hosts stand. */
@ApplicationScoped
class Hosts {

    private static final int USUAL = 20;

    private static final String ADD = """
            insert into host (origin, mode, rate, borne, refused, calm, strikes, not_before, since)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (origin) do nothing""";
    private static final String TURN = "select * from host where origin = $1";
    private static final String DUE =
            Pages.COLUMNS + "where p.origin = $1 and p.next_at <= $2 order by p.next_at limit 1";
    private static final String NEXT = "select min(next_at) as next_at from page where origin = $1";
    private static final String LAST = "select price, currency, availability from offer where page_id = $1";
    private static final String PACE = """
            update host set mode = $2, rate = $3, borne = $4, refused = $5, calm = $6, strikes = $7, not_before = $8,
              since = case when mode = $2 then since else $9 end, signs = $10 where origin = $1""";
    private static final String ASKING = "update host set not_before = greatest(not_before, $2) where origin = $1";
    private static final String HABITS = "update host set sizes = $2, hashes = $3, prices = $4 where origin = $1";
    private static final String LIST = """
            select h.*, (select count(*) from page p where p.origin = h.origin) as pages from host h
            order by case h.mode when 'QUARANTINED' then 0 when 'COOLING' then 1 when 'SLOWED' then 2 else 3 end, h.origin
            limit $1""";
    private static final String RELEASE =
            "update host set not_before = $2 where origin = $1 and mode = 'QUARANTINED' and not_before > $2";

    private final Pool pool;

    Hosts(Pool pool) {
        this.pool = pool;
    }

    /** Scheme, host and port, the port only if it is not the scheme's own. */
    static String origin(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost().toLowerCase(Locale.ROOT);
        boolean usual = url.getPort() < 0 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + url.getPort());
    }

    Uni<Void> add(SqlConnection tx, String origin, Pace first, Instant now) {
        return Db.run(
                        tx,
                        ADD,
                        origin,
                        first.mode().name(),
                        first.rate(),
                        first.borne(),
                        first.refused(),
                        first.calm(),
                        first.strikes(),
                        Db.time(first.notBefore()),
                        Db.time(now))
                .replaceWithVoid();
    }

    Uni<Optional<Turn>> turn(String origin, Instant now) {
        return Db.run(pool, TURN, origin).flatMap(rows -> {
            if (rows.size() == 0) {
                return Uni.createFrom().item(Optional.<Turn>empty());
            }
            Row host = rows.iterator().next();
            return Db.run(pool, DUE, origin, Db.time(now))
                    .map(due -> Db.list(due, Rows::page).stream().findFirst())
                    .flatMap(due -> due.isPresent() ? due(host, due.get()) : nothing(host, origin))
                    .map(Optional::of);
        });
    }

    private Uni<Turn> due(Row host, Page page) {
        return Db.run(pool, LAST, page.id()).map(rows -> {
            Row last = rows.size() == 0 ? null : rows.iterator().next();
            Money price = last == null ? null : Rows.money(last.getLong("price"), last.getString("currency"));
            Availability availability =
                    last == null ? Availability.UNKNOWN : Availability.valueOf(last.getString("availability"));
            return new Turn(Rows.pace(host), habits(host, page, price), availability, page, page.nextAt());
        });
    }

    private Uni<Turn> nothing(Row host, String origin) {
        return Db.run(pool, NEXT, origin)
                .map(rows -> new Turn(
                        Rows.pace(host),
                        Habits.NONE,
                        Availability.UNKNOWN,
                        null,
                        Db.instant(rows.iterator().next(), "next_at")));
    }

    // Each entry begins with its page: a page is not compared with itself.
    private static Habits habits(Row host, Page page, @Nullable Money last) {
        int[] sizes = Arrays.stream(host.getArrayOfIntegers("sizes"))
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        int median = sizes.length < 5 ? 0 : sizes[sizes.length / 2];
        return new Habits(
                median,
                others(host.getArrayOfStrings("hashes"), page),
                others(host.getArrayOfStrings("prices"), page).stream()
                        .map(Hosts::money)
                        .toList(),
                last);
    }

    private static List<String> others(String[] entries, Page page) {
        return Arrays.stream(entries)
                .filter(entry -> !entry.startsWith(page.id() + " "))
                .map(entry -> entry.substring(entry.indexOf(' ') + 1))
                .toList();
    }

    private static Money money(String text) {
        int space = text.indexOf(' ');
        return new Money(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
    }

    Uni<Void> asking(String origin, Pace pace) {
        return Db.run(pool, ASKING, origin, Db.time(pace.notBefore())).replaceWithVoid();
    }

    /** Writes how a host goes on, and tells if it came to stand on another rung. */
    Uni<Void> settle(
            SqlConnection tx, Page page, Pace pace, Set<Sign> signs, Answer.@Nullable Page answered, Instant now) {
        return Db.run(tx, TURN + " for update", page.origin()).flatMap(rows -> {
            Row before = rows.iterator().next();
            return Db.run(
                            tx,
                            PACE,
                            page.origin(),
                            pace.mode().name(),
                            pace.rate(),
                            pace.borne(),
                            pace.refused(),
                            pace.calm(),
                            pace.strikes(),
                            Db.time(pace.notBefore()),
                            Db.time(now),
                            signs.stream().map(Sign::name).sorted().collect(Collectors.joining(" ")))
                    .flatMap(done -> before.getString("mode").equals(pace.mode().name())
                            ? Uni.createFrom().voidItem()
                            : EventTable.add(tx, now, "host", moved(page, before, pace, signs)))
                    .flatMap(told ->
                            answered == null ? Uni.createFrom().voidItem() : remember(tx, before, page, answered));
        });
    }

    private static JsonObject moved(Page page, Row before, Pace pace, Set<Sign> signs) {
        return new JsonObject()
                .put("origin", page.origin())
                .put("from", before.getString("mode"))
                .put("to", pace.mode().name())
                .put("signs", signs.stream().map(Sign::name).sorted().toList())
                .put("notBefore", pace.notBefore().toString());
    }

    private static Uni<Void> remember(SqlConnection tx, Row before, Page page, Answer.Page answered) {
        List<Integer> sizes = new ArrayList<>(Arrays.asList(before.getArrayOfIntegers("sizes")));
        sizes.add(answered.size());
        Money price = answered.price();
        String[] hashes = added(before.getArrayOfStrings("hashes"), page, answered.hash());
        String[] prices = price == null
                ? before.getArrayOfStrings("prices")
                : added(before.getArrayOfStrings("prices"), page, price.minor() + " " + price.currency());
        Integer[] last =
                sizes.subList(Math.max(0, sizes.size() - USUAL), sizes.size()).toArray(Integer[]::new);
        return Db.run(tx, HABITS, page.origin(), last, hashes, prices).replaceWithVoid();
    }

    private static String[] added(String[] entries, Page page, String value) {
        List<String> all = new ArrayList<>(Arrays.stream(entries)
                .filter(entry -> !entry.startsWith(page.id() + " "))
                .toList());
        all.add(page.id() + " " + value);
        return all.subList(Math.max(0, all.size() - USUAL), all.size()).toArray(String[]::new);
    }

    Uni<List<Host>> list(int limit) {
        return Db.run(pool, LIST, limit)
                .map(rows -> Db.list(rows, row -> {
                    Pace pace = Rows.pace(row);
                    String signs = Objects.requireNonNullElse(row.getString("signs"), "");
                    return new Host(
                            row.getString("origin"),
                            pace,
                            signs.isEmpty() ? List.of() : List.of(signs.split(" ", -1)),
                            Db.requireInstant(row, "since"),
                            row.getLong("pages"),
                            advice(pace.mode()));
                }));
    }

    private static @Nullable String advice(Pace.Mode mode) {
        return switch (mode) {
            case NORMAL, SLOWED -> null;
            case COOLING -> "It wants us to stay away for a while; nothing to do.";
            case QUARANTINED ->
                "It keeps us out. Ask the shop for a product feed or an API, or for leave; what keeps us out is not gone round.";
        };
    }

    Uni<Boolean> release(String origin, Instant now) {
        return Db.run(pool, RELEASE, origin, Db.time(now)).map(rows -> rows.rowCount() == 1);
    }
}
