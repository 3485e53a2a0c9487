package dev.catchwater.weather.flow;

import static dev.catchwater.weather.flow.ScriptedSource.hourly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.weather.ForecastBook;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Change;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import dev.catchwater.weather.forecast.Issued;
import dev.catchwater.weather.forecast.Site;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.report.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForecastsTest {

    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    private final List<FlowEvent> events = new ArrayList<>();
    private final Forecasts forecasts = new Forecasts(events::add);

    @Test
    void biasOfAPlaceIsLearnedFromItsStation() {
        days(20, Observation.Origin.STATION);
        Instant now = START.plus(Duration.ofDays(20));
        Issued issued = forecasts
                .at("a", reports(now), Quantity.TEMPERATURE, now, now.plus(Duration.ofHours(3)))
                .orElseThrow();
        // Both say 280 and 284, and it has always been 285.
        assertThat(issued.blend().centre()).isCloseTo(285, within(0.5));
        assertThat(issued.baselines().get(Site.MEAN)).isCloseTo(282, within(1e-9));
    }

    @Test
    void stateOfAModelTeachesNothing() {
        days(5, Observation.Origin.MODEL);
        assertThat(forecasts.skill("a")).isEmpty();
        assertThat(events).noneMatch(FlowEvent.Verified.class::isInstance);
    }

    @Test
    void everyLeadIsScoredWithTheBaselinesBesideIt() {
        days(20, Observation.Origin.STATION);
        var skill = forecasts.skill("a").get(Quantity.TEMPERATURE);
        assertThat(skill.keySet()).containsExactly(3, 12, 36, 72, 120);
        assertThat(skill.get(3))
                .containsKeys(Site.OURS, Site.MEAN, Site.BEST, Site.PERSISTENCE, Site.CLIMATOLOGY, "nws", "open-meteo");
        assertThat(skill.get(3).get(Site.OURS).mae())
                .isLessThan(skill.get(3).get(Site.MEAN).mae());
        // A forecast a step: each hour of those days, once it was known what came.
        assertThat(skill.get(3).get(Site.OURS).count()).isEqualTo(20 * 24 - 3);
    }

    @Test
    void forecastsAreSetDownOnceAnHour() {
        forecasts.issue("a", reports(START), START);
        forecasts.issue("a", reports(START), START.plusSeconds(60));
        forecasts.observed("a", observation(START.plus(Duration.ofHours(3)), Observation.Origin.STATION), START);
        assertThat(events).singleElement().isEqualTo(new FlowEvent.Verified("a", 1));
    }

    @Test
    void rainOfAnHourIsKnownAtItsEndAndItsProbabilityWithIt() {
        Map<Quantity, Double> wet = Map.of(Quantity.PRECIPITATION, 1.5, Quantity.PRECIPITATION_PROBABILITY, 0.8);
        Instant valid = START.plus(Duration.ofHours(3));
        Hour hour = new Hour(valid, Duration.ofHours(1), wet, List.of(), Sky.UNKNOWN);
        Report report = new Report(Provider.NWS, null, START, START, START, new Content.Hourly(List.of(hour)));
        forecasts.issue("a", List.of(report), START);
        forecasts.observed("a", rain(valid, 0), START);
        assertThat(events).isEmpty();
        forecasts.observed("a", rain(valid.plus(Duration.ofMinutes(53)), 2), START);
        assertThat(events).containsExactly(new FlowEvent.Verified("a", 2));
        var skill = forecasts.skill("a");
        assertThat(skill.get(Quantity.PRECIPITATION).get(3).get("nws").mae()).isCloseTo(0.5, within(1e-9));
        assertThat(skill.get(Quantity.PRECIPITATION_PROBABILITY)
                        .get(3)
                        .get("nws")
                        .meanCrps())
                .isCloseTo(0.04, within(1e-9));
    }

    private static Observation rain(Instant at, double millimetres) {
        Map<Quantity, Double> values = Map.of(Quantity.PRECIPITATION, millimetres);
        return new Observation(at, Observation.Origin.STATION, "KNYC", values, Sky.UNKNOWN);
    }

    @Test
    void whatWasMissedIsNotLearnedFromLater() {
        forecasts.issue("a", reports(START), START);
        forecasts.observed("a", observation(START.plus(Duration.ofHours(9)), Observation.Origin.STATION), START);
        assertThat(events).isEmpty();
        forecasts.observed("a", observation(START.plus(Duration.ofHours(3)), Observation.Origin.STATION), START);
        assertThat(events).isEmpty();
    }

    @Test
    void whatWasLearnedOutlivesTheProcess() {
        days(20, Observation.Origin.STATION);
        var saved = forecasts.unsaved();
        assertThat(forecasts.unsaved().isEmpty()).isTrue();
        Forecasts next = new Forecasts(events::add);
        next.remember(new ForecastBook.Remembered(saved.sites(), List.of()));
        Instant now = START.plus(Duration.ofDays(20));
        assertThat(next.at("a", reports(now), Quantity.TEMPERATURE, now, now.plus(Duration.ofHours(3))))
                .hasValueSatisfying(
                        issued -> assertThat(issued.blend().centre()).isCloseTo(285, within(0.5)));
    }

    @Test
    void hoursAheadAreComputedOnceUntilSomethingNewIsKnown() {
        List<Report> reports = reports(START);
        var first = forecasts.ahead("a", reports, START, 72);
        assertThat(first.get(Quantity.TEMPERATURE)).hasSize(72);
        assertThat(forecasts.ahead("a", List.copyOf(reports), START, 72)).isSameAs(first);
        assertThat(forecasts.ahead("a", reports(START.plusSeconds(60)), START, 72))
                .isNotSameAs(first);
        forecasts.issue("a", reports, START);
        var before = forecasts.ahead("a", reports, START, 72);
        forecasts.observed("a", observation(START.plus(Duration.ofHours(3)), Observation.Origin.STATION), START);
        assertThat(forecasts.ahead("a", reports, START, 72)).isNotSameAs(before);
    }

    @Test
    void newPlaceHasTheExperienceOfTheOthers() {
        days(20, Observation.Origin.STATION);
        Instant now = START.plus(Duration.ofDays(20));
        assertThat(forecasts.at("new", reports(now), Quantity.TEMPERATURE, now, now.plus(Duration.ofHours(3))))
                .hasValueSatisfying(
                        issued -> assertThat(issued.blend().centre()).isCloseTo(285, within(1.0)));
    }

    @Test
    void measuredValuesGoBeforeModelsWhileTheyAreRecent() {
        Report model =
                ScriptedSource.current(Provider.OPEN_METEO, START, Duration.ofHours(1), 281, Observation.Origin.MODEL);
        Report station = ScriptedSource.current(
                Provider.NWS,
                START.minus(Duration.ofMinutes(90)),
                Duration.ofHours(1),
                280,
                Observation.Origin.STATION);
        assertThat(Told.best(List.of(model, station), START)
                        .get(Quantity.TEMPERATURE)
                        .provider())
                .isEqualTo(Provider.NWS);
        Instant later = START.plus(Duration.ofMinutes(11));
        assertThat(Told.best(List.of(model, station), later)
                        .get(Quantity.TEMPERATURE)
                        .provider())
                .isEqualTo(Provider.OPEN_METEO);
        assertThat(Told.best(List.of(model, station), START.plus(Duration.ofHours(7))))
                .isEmpty();
    }

    @Test
    void onlyPlacesThatAWarningCoversAreTold() {
        Warnings warnings = new Warnings(events::add);
        var there = ScriptedSource.place("there");
        var elsewhere = new dev.catchwater.weather.place.Place(
                "elsewhere",
                "e",
                new dev.catchwater.weather.place.Position(10, 10),
                null,
                there.zone(),
                null,
                Set.of());
        warnings.watch(List.of(there, elsewhere));
        AlertInfo info = new AlertInfo(
                "en",
                "Frost",
                Severity.MODERATE,
                Urgency.EXPECTED,
                Certainty.LIKELY,
                Set.of(),
                START,
                START.plusSeconds(60),
                null,
                "NWS",
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(new Area("", List.of(), List.of(), Set.of("UGC:NYZ072"))));
        Message message = new Message(
                new AlertKey("s", "a", START),
                Message.Status.ACTUAL,
                Message.Type.ALERT,
                Message.Scope.PUBLIC,
                Set.of(),
                List.of(info),
                "nws");
        warnings.take(List.of(message), START);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(((FlowEvent.Noticed) event).place()).isEqualTo("there");
            assertThat(((FlowEvent.Noticed) event).notice()).isEqualTo(Change.Notice.NEW);
        });
        assertThat(warnings.at(there, START)).hasSize(1);
        assertThat(warnings.at(elsewhere, START)).isEmpty();
        assertThat(warnings.at(there, START.plusSeconds(61))).isEmpty();
    }

    /** Every hour forecasts are set down, and it turns out to be 285 K. */
    private void days(int count, Observation.Origin origin) {
        for (int hour = 0; hour < count * 24; hour++) {
            Instant now = START.plus(Duration.ofHours(hour));
            forecasts.observed("a", observation(now, origin), now);
            forecasts.issue("a", reports(now), now);
        }
    }

    private static Observation observation(Instant at, Observation.Origin origin) {
        return new Observation(at, origin, "KNYC", Map.of(Quantity.TEMPERATURE, 285.0), Sky.UNKNOWN);
    }

    private static List<Report> reports(Instant now) {
        return List.of(hourly(Provider.NWS, now, 130, 280), hourly(Provider.OPEN_METEO, now, 130, 284));
    }
}
