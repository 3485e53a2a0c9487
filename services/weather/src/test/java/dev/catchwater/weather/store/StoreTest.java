package dev.catchwater.weather.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.PlaceBook;
import dev.catchwater.weather.SandboxResource;
import dev.catchwater.weather.Subscription;
import dev.catchwater.weather.SubscriptionBook;
import dev.catchwater.weather.WaitBook;
import dev.catchwater.weather.WarningBook;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Circle;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Polygon;
import dev.catchwater.weather.alert.Remembered;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import dev.catchwater.weather.forecast.Blender;
import dev.catchwater.weather.forecast.Family;
import dev.catchwater.weather.forecast.Issued;
import dev.catchwater.weather.forecast.Knobs;
import dev.catchwater.weather.forecast.Outlook;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.SiteKey;
import dev.catchwater.weather.forecast.Tracks;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class StoreTest {

    private static final Instant NOW = Instant.parse("2026-02-06T20:00:00Z");

    @Inject
    Pool pool;

    @Inject
    PlaceBook places;

    @Inject
    ForecastBook learned;

    @Inject
    WarningBook warnings;

    @Inject
    SubscriptionBook subscriptions;

    @Inject
    WaitBook waits;

    @Test
    void waitComesBackAndAShorterOneDoesNotReplaceIt() {
        Instant until = NOW.plus(Duration.ofHours(2));
        waits.save(Map.of(Provider.WEATHERKIT, until, Provider.NWS, NOW))
                .await()
                .indefinitely();
        waits.save(Map.of(Provider.WEATHERKIT, until.minusSeconds(60), Provider.NWS, until))
                .await()
                .indefinitely();
        assertThat(waits.load().await().indefinitely())
                .containsEntry(Provider.WEATHERKIT, until)
                .containsEntry(Provider.NWS, until);
        run("delete from provider_wait");
    }

    @Test
    void placeComesBackAsItWas() {
        Place place = new Place(
                "stored",
                "Ålesund \"x\"",
                new Position(62.47, 6.15),
                12.5,
                ZoneId.of("Europe/Oslo"),
                "NO",
                Set.of("a:b", "c:d"));
        assertThat(wait(places.add(place, 1_000))).isTrue();
        assertThat(wait(places.add(place, 1_000))).isFalse();
        assertThat(wait(places.all())).contains(place);
        assertThat(wait(places.remove("stored"))).isTrue();
    }

    @Test
    void thereAreOnlySoManyPlaces() {
        Place place = new Place("full", "Full", new Position(0, 0), null, ZoneId.of("UTC"), null, Set.of());
        assertThatThrownBy(() -> wait(places.add(place, 0))).isInstanceOf(PlaceBook.Full.class);
    }

    @Test
    void whatWasLearnedIsReplacedAndForgottenWithItsPlace() {
        wait(places.add(new Place("taught", "T", new Position(0, 0), null, ZoneId.of("UTC"), null, Set.of()), 1_000));
        SiteKey key = new SiteKey("taught", Quantity.TEMPERATURE, 2, 3);
        wait(learned.save(sites(Map.of(key, Site.none(), key.anywhere(), Site.none()))));
        var issued = Site.none().issue(new Blender(Family.NORMAL, Knobs.DEFAULT), Map.of("nws", 280.0), Tracks.none());
        Site site = Site.none().learned(issued, 281, NOW, Knobs.DEFAULT);
        wait(learned.save(sites(Map.of(key, site))));
        Site back = wait(learned.load()).sites().get(key);
        assertThat(back.tracks()).isEqualTo(site.tracks());
        assertThat(back.scores()).isEqualTo(site.scores());
        wait(places.remove("taught"));
        assertThat(wait(learned.load()).sites()).doesNotContainKey(key).containsKey(key.anywhere());
    }

    @Test
    void forecastsThatWaitComeBackAsTheyWereUntilTheyAreSettled() {
        wait(places.add(new Place("waits", "W", new Position(0, 0), null, ZoneId.of("UTC"), null, Set.of()), 1_000));
        Instant issued = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Map<SiteKey, Issued> forecasts = new HashMap<>();
        for (Family family : Family.values()) {
            Quantity quantity = Quantity.values()[family.ordinal()];
            forecasts.put(
                    new SiteKey("waits", quantity, 1, 2),
                    Site.none()
                            .issue(
                                    new Blender(family, Knobs.DEFAULT),
                                    Map.of("nws", 0.5, "met-norway", 0.25),
                                    Map.of("met-norway", 0.125),
                                    Tracks.none()));
        }
        Instant valid = issued.plus(Duration.ofHours(12));
        Outlook outlook = new Outlook("waits", issued, valid, valid.plus(Duration.ofHours(1)), forecasts);
        wait(learned.save(new ForecastBook.Progress(Map.of(), List.of(outlook), Set.of())));
        assertThat(wait(learned.load()).open()).contains(outlook);
        wait(learned.save(new ForecastBook.Progress(Map.of(), List.of(), Set.of(outlook.id()))));
        assertThat(wait(learned.load()).open()).doesNotContain(outlook);
        wait(learned.save(new ForecastBook.Progress(Map.of(), List.of(outlook), Set.of())));
        wait(places.remove("waits"));
        assertThat(wait(learned.load()).open()).doesNotContain(outlook);
    }

    @Test
    void warningsComeBackAsTheyWereUntilTheirTimeHasPassed() {
        Area area = new Area(
                "here",
                List.of(new Polygon(
                        List.of(new Position(1, 1), new Position(1, 2), new Position(2, 2), new Position(1, 1)))),
                List.of(new Circle(new Position(5, 5), 700)),
                Set.of("UGC:X"));
        AlertInfo info = new AlertInfo(
                "en",
                "Frost",
                Severity.SEVERE,
                Urgency.EXPECTED,
                Certainty.LIKELY,
                Set.of("Shelter"),
                NOW,
                NOW.plusSeconds(60),
                null,
                "NWS",
                "Ice \"x\"",
                null,
                null,
                URI.create("https://example.org/a"),
                Map.of("VTEC", "v"),
                List.of(area));
        Message message = new Message(
                new AlertKey("s", "stored-1", NOW),
                Message.Status.ACTUAL,
                Message.Type.UPDATE,
                Message.Scope.PUBLIC,
                Set.of(new AlertKey("s", "stored-0", NOW)),
                List.of(info),
                "nws+pirate-weather");
        Instant keep = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(400));
        Remembered told = new Remembered("stored-1", keep, false, "event", null, message);
        Remembered replaced = new Remembered("stored-0", keep, true, null, "event", null);
        wait(warnings.save(Map.of("stored-1", Optional.of(told), "stored-0", Optional.of(replaced)), Instant.now()));
        assertThat(wait(warnings.load())).contains(told, replaced);
        wait(warnings.save(Map.of("stored-1", Optional.empty()), Instant.now()));
        assertThat(wait(warnings.load())).doesNotContain(told).contains(replaced);
        wait(warnings.save(Map.of(), keep.plusSeconds(1)));
        assertThat(wait(warnings.load())).doesNotContain(replaced);
    }

    @Test
    void rowsThatCannotBeReadTakeNoOtherWithThem() {
        SiteKey key = new SiteKey("*", Quantity.UV_INDEX, 1, 1);
        wait(learned.save(sites(Map.of(key, Site.none()))));
        run("insert into forecast_site (place, quantity, band, slot, state) values ('*', 'PHLOGISTON', 1, 1, '{}'),"
                + " ('*', 'SNOWFALL', 1, 1, '{\"v\": 1, \"members\": {\"nws\": [\"NaN\"]}}')");
        run("insert into forecast_open (place, issued, known, valid, forecasts) values ('spoilt', now(), now(), now(),"
                + " '{\"TEMPERATURE\": 7}')");
        run("insert into warning_message (identity, keep, replaced, message) values ('spoilt', now() + interval '1 h',"
                + " false, '{\"key\": []}')");
        run(
                "insert into place (id, name, latitude, longitude, zone) values ('spoilt', 'S', 1, 1, 'Atlantis/Poseidonis')");
        try {
            assertThat(wait(learned.load()).sites()).containsKey(key);
            assertThat(wait(warnings.load())).noneMatch(row -> row.identity().equals("spoilt"));
            assertThat(wait(places.all())).noneMatch(place -> place.id().equals("spoilt"));
        } finally {
            run("delete from forecast_site where quantity in ('PHLOGISTON', 'SNOWFALL', 'UV_INDEX')");
            run("delete from forecast_open where place = 'spoilt'");
            run("delete from warning_message where identity = 'spoilt'");
            run("delete from place where id = 'spoilt'");
        }
    }

    private void run(String sql) {
        wait(pool.query(sql).execute());
    }

    @Test
    void subscriptionEndsWithItsPlaceAndRemembersWhatItWasTold() {
        wait(places.add(new Place("told", "T", new Position(0, 0), null, ZoneId.of("UTC"), null, Set.of()), 1_000));
        Subscription one = new Subscription("sub-1", "told", URI.create("https://example.org/x"), "whsec_x", NOW);
        assertThat(wait(subscriptions.add(one, 1_000))).isTrue();
        assertThat(wait(subscriptions.of("told"))).containsExactly(one);
        assertThat(wait(subscriptions.wasTold("sub-1", "news"))).isFalse();
        wait(subscriptions.told("sub-1", "news"));
        wait(subscriptions.told("sub-1", "news"));
        assertThat(wait(subscriptions.wasTold("sub-1", "news"))).isTrue();
        wait(places.remove("told"));
        assertThat(wait(subscriptions.find("sub-1"))).isEmpty();
    }

    @Test
    void subscriptionOfAPlaceThatIsGoneMeanwhileIsNone() {
        Subscription late = new Subscription("sub-3", "gone", URI.create("https://example.org/x"), "whsec_x", NOW);
        assertThatThrownBy(() -> wait(subscriptions.add(late, 1_000))).isInstanceOf(SubscriptionBook.NoSuchPlace.class);
    }

    @Test
    void thereAreOnlySoManySubscriptions() {
        wait(places.add(new Place("few", "F", new Position(0, 0), null, ZoneId.of("UTC"), null, Set.of()), 1_000));
        Subscription one = new Subscription("sub-2", "few", URI.create("https://example.org/x"), "whsec_x", NOW);
        assertThat(wait(subscriptions.add(one, 0))).isFalse();
        wait(places.remove("few"));
    }

    private static ForecastBook.Progress sites(Map<SiteKey, Site> sites) {
        return new ForecastBook.Progress(sites, List.of(), Set.of());
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
