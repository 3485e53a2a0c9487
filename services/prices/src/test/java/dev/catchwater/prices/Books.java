package dev.catchwater.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.prices.deal.History;
import dev.catchwater.prices.deal.Past;
import dev.catchwater.prices.deal.PricePoint;
import dev.catchwater.prices.deal.Rule;
import dev.catchwater.prices.deal.Watch;
import dev.catchwater.prices.money.Money;
import dev.catchwater.prices.offer.Availability;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands in the database, compared with what has happened. */
final class Books {

    private static final System.Logger LOG = System.getLogger(Books.class.getName());

    private final EmbeddedPostgres postgres;

    Books(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Each page's history is part of what it asked, in that order, and ends with what it asks now. */
    void areTheMarkets(Market market) throws SQLException {
        Map<String, List<Integer>> written = new LinkedHashMap<>();
        for (String[] row :
                rows("select a.url, p.price from prices.price_point p join prices.offer o on o.id = p.offer_id"
                        + " join prices.frontier_address a on a.id = o.page_id order by a.url, p.valid_from")) {
            written.computeIfAbsent(row[0], url -> new ArrayList<>()).add(Integer.valueOf(row[1]));
        }
        assertThat(written.keySet()).containsExactlyInAnyOrderElementsOf(market.pages());
        written.forEach((url, prices) -> {
            List<Integer> asked = market.asked(url);
            assertThat(prices).as("the last of %s", url).endsWith(asked.getLast());
            int place = 0;
            for (int i = 0; i < prices.size(); i++) {
                int price = prices.get(i);
                assertThat(i > 0 && prices.get(i - 1) == price)
                        .as("written twice")
                        .isFalse();
                while (place < asked.size() && asked.get(place) != price) {
                    place++;
                }
                assertThat(place).as("%s of %s in its order", price, url).isLessThan(asked.size());
            }
        });
    }

    /** Alerts are those that the history makes, each once; each point and each alert is told once. */
    void areConsistent() throws SQLException {
        assertThat(rows("select o.id, count(*) from prices.offer o group by o.page_id, o.id having count(*) > 1"))
                .isEmpty();
        int points = 0;
        int alerts = 0;
        for (String[] watch : rows("select id, offer_id, rule->>'kind', added_at from prices.watch")) {
            List<PricePoint> all = points(watch[1]);
            List<Instant> expected = expected(watch[2], all);
            List<String> told = column("select at from prices.alert where watch_id = " + watch[0] + " order by at, id");
            assertThat(told.stream().map(Books::instant).toList())
                    .as("alerts of watch %s", watch[0])
                    .containsExactlyElementsOf(expected.stream()
                            .filter(at -> at.isAfter(instant(watch[3])))
                            .toList());
            alerts += told.size();
            points += all.size();
        }
        assertThat(alerts).isGreaterThan(20);
        LOG.log(System.Logger.Level.INFO, "{0} points, {1} alerts", points / 2, alerts);
        assertThat(column("select count(*) from prices.event where type = 'alert'"))
                .containsExactly(Integer.toString(alerts));
        // Two watches an offer.
        assertThat(column("select count(*) from prices.event where type = 'price'"))
                .containsExactly(Integer.toString(points / 2));
    }

    private static List<Instant> expected(String kind, List<PricePoint> points) {
        Rule rule = kind.equals("target") ? new Rule.Target(new Money(1_400, "EUR")) : new Rule.Drop(10);
        Watch watch = Watch.of(rule);
        List<Instant> told = new ArrayList<>();
        for (PricePoint point : points) {
            Watch.Step step = watch.next(point, Past.of(new History(points), point, Duration.ofDays(30)));
            step.alert().ifPresent(alert -> told.add(point.from()));
            watch = step.watch();
        }
        return told;
    }

    private List<PricePoint> points(String offer) throws SQLException {
        return rows("select valid_from, price, availability from prices.price_point where offer_id = " + offer
                        + " order by valid_from")
                .stream()
                .map(row -> new PricePoint(
                        instant(row[0]), new Money(Long.parseLong(row[1]), "EUR"), Availability.valueOf(row[2])))
                .toList();
    }

    /** Each alert was delivered, under one id; a second delivery of it says the same. */
    void wereDelivered(Receiver receiver) throws SQLException {
        List<String> alerts =
                column("select 'alert-' || a.id || '-' || h.id from prices.alert a cross join prices.hook h");
        Map<String, String> delivered = new LinkedHashMap<>();
        receiver.deliveries()
                .forEach(one -> assertThat(delivered.put(one.id(), one.body()))
                        .as("a second delivery of %s", one.id())
                        .isIn(null, one.body()));
        assertThat(delivered.keySet()).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(column("select count(*) from prices.dead_jobs")).containsExactly("0");
    }

    /** A listener that went from one replica to the other has seen each event once, in order. */
    void wereTold(Follower follower) throws SQLException {
        List<String> log = column("select xid || '-' || seq from prices.event order by xid, seq");
        assertThat(follower.resets()).isZero();
        assertThat(follower.events()).containsExactlyElementsOf(log);
        assertThat(follower.opened()).as("it had to come back").isGreaterThan(2);
    }

    private static Instant instant(String text) {
        return java.sql.Timestamp.valueOf(text.replaceFirst("\\+00$", ""))
                .toLocalDateTime()
                .toInstant(java.time.ZoneOffset.UTC);
    }

    private List<String> column(String sql) throws SQLException {
        return rows(sql).stream().flatMap(row -> Stream.of(row[0])).toList();
    }

    private List<String[]> rows(String sql) throws SQLException {
        List<String[]> found = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl("crash"), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("set timezone to 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    String[] row = new String[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = rows.getString(i + 1);
                    }
                    found.add(row);
                }
            }
        }
        return found;
    }
}
