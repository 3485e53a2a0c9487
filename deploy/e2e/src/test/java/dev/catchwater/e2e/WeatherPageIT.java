package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.Appearance;
import dev.catchwater.e2e.page.Looks;
import dev.catchwater.e2e.page.WeatherPage;
import dev.catchwater.e2e.stack.Catchwater;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the weather's page does, with the sandbox as the weather. */
@OverCatchwater
@Order(4)
class WeatherPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double LONG = PATIENCE.toMillis();

    @Test
    void placeThatIsAddedShowsItsValuesWithTheirSourcesAndAges(Catchwater catchwater, Tabs tabs) {
        WeatherPage page = ready(catchwater, tabs);

        page.watch("Boise", "43.6", "-116.2", "America/Boise", "US");

        assertThat(page.title()).hasText("Boise");
        assertThat(page.temperature()).hasText(Pattern.compile("-?[\\d.,]+ °[CF]"), hasText());
        assertThat(page.temperatureSource()).containsText(Pattern.compile("nws \\(K.*observed"), within());
        await().atMost(PATIENCE).until(() -> page.values().count() > 8);
        assertThat(page.air().first()).containsText(Pattern.compile("\\d+ (good|moderate|unhealthy)"), within());
        assertThat(page.air().first()).containsText("PM2.5");
        assertThat(page.chart()).isVisible();
        assertThat(page.page().locator("#place")).hasValue("boise");
    }

    @Test
    void valuesChangeWithoutAReloadWhenTheWeatherDoes(Catchwater catchwater, Tabs tabs) {
        WeatherPage page = ready(catchwater, tabs);
        page.page().evaluate("() => { window.notReloaded = true; }");
        String before = page.temperature().textContent();
        catchwater.sandbox().weather("sky", "warm", Map.of("degrees", "12"));
        try {
            // A station's report is good for half a minute.
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> !before.equals(page.temperature().textContent()));
            assertThat(page.page().evaluate("() => window.notReloaded")).isEqualTo(true);
        } finally {
            catchwater.sandbox().weather("sky", "warm", Map.of("degrees", "0"));
        }
    }

    @Test
    void warningComesWithoutAReloadStandsOnTheMapAndGoesWhenItIsCancelled(Catchwater catchwater, Tabs tabs) {
        WeatherPage page = ready(catchwater, tabs);
        page.place("Seattle");
        assertThat(page.title()).hasText("Seattle");
        assertThat(page.warnings()).hasCount(0);

        String alert = catchwater
                .sandbox()
                .weather(
                        "nws",
                        "alerts",
                        Map.of("latitude", "47.61", "longitude", "-122.33", "event", "High Wind Warning"));
        // The warning holds for a neighbour as well, who is asked about at once.
        catchwater.watch("renton", 47.5, -122.2);
        assertThat(page.warnings()).hasCount(1, count());
        assertThat(page.warnings()).containsText("High Wind Warning");
        assertThat(page.warnings()).containsText("severe");
        await().atMost(PATIENCE).until(() -> page.areas().count() >= 1);
        assertThat(page.areas().first()).hasAttribute("data-severity", "severe");
        Looks.judge(page.page(), "weather-warned");

        catchwater.sandbox().weather("nws", "cancel", Map.of("id", alert));
        catchwater.watch("tacoma", 47.3, -122.4);
        assertThat(page.warnings()).hasCount(0, count());
        assertThat(page.areas()).hasCount(0);
    }

    @Test
    void sourceThatFailsIsNamedAndTheRestStands(Catchwater catchwater, Tabs tabs) {
        WeatherPage page = ready(catchwater, tabs);
        catchwater.sandbox().refuse("weather/met-norway");
        try {
            page.watch("Elko", "40.83", "-115.76", "America/Los_Angeles", "US");
            assertThat(page.title()).hasText("Elko");
            assertThat(page.missing().first()).containsText("met-norway gives no", within());
            assertThat(page.missing().first()).containsText("503");
            assertThat(page.temperature()).hasText(Pattern.compile("-?[\\d.,]+ °[CF]"), hasText());
            assertThat(page.chart()).isVisible();
            Looks.judge(page.page(), "weather-failing");
        } finally {
            catchwater.sandbox().recover();
        }
    }

    @Test
    void unitsAreSwitchedAtOnce(Catchwater catchwater, Tabs tabs) {
        WeatherPage page = ready(catchwater, tabs);

        page.units("US");
        assertThat(page.temperature()).containsText("°F");
        page.units("DE");
        assertThat(page.temperature()).containsText("°C");
        page.units("si");
        assertThat(page.temperature()).containsText(Pattern.compile("\\d K"));
    }

    @Test
    void everyForecastHasAChartAndTheSkillOfThePlaceSaysWhyThereIsNoneYet(Catchwater catchwater, Tabs tabs) {
        WeatherPage page = ready(catchwater, tabs);
        for (String quantity : new String[] {"wind_speed", "wind_from", "precipitation_probability", "precipitation"}) {
            page.quantity(quantity);
            assertThat(page.page().locator("#skill-of")).hasText(quantity.replace('_', ' '));
            assertThat(page.chart()).isVisible();
            page.chart().scrollIntoViewIfNeeded();
            Appearance.picture(page.page(), "weather-chart-" + quantity);
        }
        page.quantity("temperature");
        assertThat(page.skill()).containsText(Pattern.compile("Nothing has come true yet|h ahead"));
        page.place("Oslo");
        assertThat(page.title()).hasText("Oslo");
        page.quantity("precipitation");
        assertThat(page.skill()).containsText("No station near this place tells how much has fallen", within());
        assertThat(page.credits().filter(new Locator.FilterOptions().setHasText("Aviation")))
                .hasCount(1, count());
    }

    private static WeatherPage ready(Catchwater catchwater, Tabs tabs) {
        WeatherPage page = new WeatherPage(tabs.open(catchwater.service("weather")));
        assertThat(page.live()).hasText("live", hasText());
        settled(page);
        return page;
    }

    private static String settled(WeatherPage page) {
        assertThat(page.temperature()).hasText(Pattern.compile("-?[\\d.,]+ (°[CF]|K)"), hasText());
        return page.temperature().textContent();
    }

    private static LocatorAssertions.ContainsTextOptions within() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(LONG);
    }

    private static LocatorAssertions.HasTextOptions hasText() {
        return new LocatorAssertions.HasTextOptions().setTimeout(LONG);
    }

    private static LocatorAssertions.HasCountOptions count() {
        return new LocatorAssertions.HasCountOptions().setTimeout(LONG);
    }
}
