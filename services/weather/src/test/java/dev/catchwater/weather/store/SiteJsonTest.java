package dev.catchwater.weather.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.weather.forecast.Blender;
import dev.catchwater.weather.forecast.Family;
import dev.catchwater.weather.forecast.Issued;
import dev.catchwater.weather.forecast.Knobs;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.forecast.Tracks;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SiteJsonTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void whatWasLearnedComesBackAsItWas() {
        Site site = learned(70);
        Site back = SiteJson.read(new JsonObject(SiteJson.write(site).encode()));
        assertThat(back.tracks()).isEqualTo(site.tracks());
        assertThat(back.observed()).isEqualTo(site.observed());
        assertThat(back.last()).isEqualTo(site.last());
        assertThat(back.scores()).isEqualTo(site.scores());
        assertThat(back.calibration().errors()).isEqualTo(site.calibration().errors());
    }

    @Test
    void siteThatKnowsNothingIsKeptAsWell() {
        Site back = SiteJson.read(new JsonObject(SiteJson.write(Site.none()).encode()));
        assertThat(back.last()).isNaN();
        assertThat(back.scores()).isEmpty();
    }

    @Test
    void yearsTakeNoMoreRoomThanMonths() {
        int months = SiteJson.write(learned(100)).encode().length();
        int years = SiteJson.write(learned(1_000)).encode().length();
        assertThat(years).isLessThan(months + 200);
    }

    private static Site learned(int days) {
        Blender blender = new Blender(Family.NORMAL, Knobs.DEFAULT);
        Site site = Site.none();
        var dice = new Random(1);
        for (int day = 0; day < days; day++) {
            Issued issued = site.issue(blender, Map.of("a", 280.0, "b", 281 + dice.nextGaussian()), Tracks.none());
            site = site.learned(issued, 280 + dice.nextGaussian(), START.plus(Duration.ofDays(day)), Knobs.DEFAULT);
        }
        return site;
    }
}
