package dev.catchwater.weather.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.PlaceBook;
import dev.catchwater.weather.SandboxResource;
import dev.catchwater.weather.Subscription;
import dev.catchwater.weather.SubscriptionBook;
import dev.catchwater.weather.forecast.Blender;
import dev.catchwater.weather.forecast.Family;
import dev.catchwater.weather.forecast.Knobs;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.SiteKey;
import dev.catchwater.weather.forecast.Tracks;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Quantity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class StoreTest {

    private static final Instant NOW = Instant.parse("2026-02-06T20:00:00Z");

    @Inject
    PlaceBook places;

    @Inject
    ForecastBook learned;

    @Inject
    SubscriptionBook subscriptions;

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
        wait(learned.save(Map.of(key, Site.none(), key.anywhere(), Site.none())));
        var issued = Site.none().issue(new Blender(Family.NORMAL, Knobs.DEFAULT), Map.of("nws", 280.0), Tracks.none());
        Site site = Site.none().learned(issued, 281, NOW, Knobs.DEFAULT);
        wait(learned.save(Map.of(key, site)));
        Site back = wait(learned.load()).get(key);
        assertThat(back.tracks()).isEqualTo(site.tracks());
        assertThat(back.scores()).isEqualTo(site.scores());
        wait(places.remove("taught"));
        assertThat(wait(learned.load())).doesNotContainKey(key).containsKey(key.anywhere());
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
    void thereAreOnlySoManySubscriptions() {
        wait(places.add(new Place("few", "F", new Position(0, 0), null, ZoneId.of("UTC"), null, Set.of()), 1_000));
        Subscription one = new Subscription("sub-2", "few", URI.create("https://example.org/x"), "whsec_x", NOW);
        assertThat(wait(subscriptions.add(one, 0))).isFalse();
        wait(places.remove("few"));
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
