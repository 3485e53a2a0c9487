package dev.catchwater.prices.store;

import dev.catchwater.postgres.sql.Db;
import dev.catchwater.prices.Hold;
import dev.catchwater.prices.Page;
import dev.catchwater.prices.PageBook.Host;
import dev.catchwater.prices.PageBook.Last;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            insert into host (origin, mode, rate, borne, refused, calm, strikes, since)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (origin) do nothing""";
    private static final String HOST =
            "select h.*, f.not_before from host h join frontier_host f on f.origin = h.origin where h.origin = $1";
    private static final String DUE = Pages.COLUMNS + "where p.id = $1";
    private static final String LAST =
            "select thing, shown, price, currency, availability from offer where page_id = $1";
    private static final String PACE = """
            update host set mode = $2, rate = $3, borne = $4, refused = $5, calm = $6, strikes = $7,
              since = case when mode = $2 then since else $8 end, signs = coalesce($9, signs) where origin = $1""";
    private static final String HABITS = "update host set sizes = $2, hashes = $3, prices = $4 where origin = $1";
    private static final String LIST = """
            select h.*, f.not_before, (select count(*) from frontier_address a where a.origin = h.origin) as pages
            from host h join frontier_host f on f.origin = h.origin order by case h.mode when 'QUARANTINED' then 0 when 'COOLING' then 1 when 'SLOWED' then 2 else 3 end, h.origin
            limit $1""";
    private static final String QUARANTINED = "select 1 from host where origin = $1 and mode = 'QUARANTINED'";

    private final Pool pool;

    Hosts(Pool pool) {
        this.pool = pool;
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
                        Db.time(now))
                .replaceWithVoid();
    }

    /** How a host stands and what is known of the page whose turn it is; empty if that has just been removed. */
    Uni<Optional<Turn>> turn(Hold hold) {
        return Db.run(pool, DUE, hold.page())
                .flatMap(pages -> pages.size() == 0
                        ? Uni.createFrom().item(Optional.<Turn>empty())
                        : Db.run(pool, HOST, hold.origin())
                                .flatMap(rows -> turn(
                                        rows.iterator().next(),
                                        Rows.page(pages.iterator().next()),
                                        hold))
                                .map(Optional::of));
    }

    private Uni<Turn> turn(Row host, Page page, Hold hold) {
        return Db.run(pool, LAST, page.id()).map(rows -> {
            Map<String, Last> last = new HashMap<>();
            Money shown = null;
            for (Row row : rows) {
                Money price = Rows.money(row.getLong("price"), row.getString("currency"));
                last.put(row.getString("thing"), new Last(price, Availability.valueOf(row.getString("availability"))));
                shown = row.getBoolean("shown") ? price : shown;
            }
            return new Turn(Rows.pace(host), habits(host, page, shown), last, page, hold);
        });
    }

    /** The pause between two requests there; empty if nothing is known of it. */
    Uni<Optional<Duration>> gap(String origin) {
        return Db.run(pool, HOST, origin)
                .map(rows -> Db.list(rows, Rows::pace).stream().map(Pace::gap).findFirst());
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

    /** Writes how a host goes on; its signs stay what they were. */
    Uni<Void> pace(SqlConnection tx, String origin, Pace pace, Instant now) {
        return pace(tx, origin, pace, null, now);
    }

    private static Uni<Void> pace(SqlConnection tx, String origin, Pace pace, @Nullable String signs, Instant now) {
        return Db.run(
                        tx,
                        PACE,
                        origin,
                        pace.mode().name(),
                        pace.rate(),
                        pace.borne(),
                        pace.refused(),
                        pace.calm(),
                        pace.strikes(),
                        Db.time(now),
                        signs)
                .replaceWithVoid();
    }

    /** Writes how a host goes on, and tells if it came to stand on another rung. */
    Uni<Void> settle(
            SqlConnection tx, Page page, Pace pace, Set<Sign> signs, Answer.@Nullable Page answered, Instant now) {
        return Db.run(tx, HOST + " for update of h", page.origin()).flatMap(rows -> {
            Row before = rows.iterator().next();
            String shown = signs.stream().map(Sign::name).sorted().collect(Collectors.joining(" "));
            return pace(tx, page.origin(), pace, shown, now)
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

    Uni<Boolean> isQuarantined(SqlConnection tx, String origin) {
        return Db.run(tx, QUARANTINED, origin).map(rows -> rows.size() == 1);
    }
}
