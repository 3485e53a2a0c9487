package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.AggregatorPage;
import dev.catchwater.e2e.page.Appearance;
import dev.catchwater.e2e.page.Keyboard;
import dev.catchwater.e2e.stack.Catchwater;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OverCatchwater
@Order(5)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SourcesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ContainsTextOptions SAID = new ContainsTextOptions().setTimeout(PATIENCE.toMillis());
    private static final HasCountOptions ARRIVES = new HasCountOptions().setTimeout(PATIENCE.toMillis());
    private static final String GAZETTE = "The Harbour Gazette";

    @Test
    @Order(1)
    void aFeedIsFollowedByKeyboardAloneAndItsNextItemArrives(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = open(catchwater, tabs);
        Keyboard keyboard = new Keyboard(page.page());

        keyboard.press("/");
        page.page().keyboard().type(catchwater.sandbox().feed("gazette").toString());
        keyboard.press("Enter");

        assertThat(page.done()).containsText(GAZETTE, SAID);
        assertThat(page.source(GAZETTE)).hasCount(1);
        Appearance.picture(page.page(), "aggregator-source-added");
        catchwater.sandbox().publishItem("gazette", "Ferry leaves early", "Five minutes before its time.");
        assertThat(page.post("Ferry leaves early")).hasCount(1, ARRIVES);
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(delimiter = '|', textBlock = """
            SANDBOX/feeds/not-a-feed/rss.xml | feed
            SANDBOX/feeds/broken/rss.xml     | XML
            SANDBOX/feeds/gone/rss.xml       | gone
            http://10.1.2.3/feed.xml         | address
            http://localhost:1/feed.xml      | address
            ftp://example.org/feed.xml       | http
            """)
    void whatIsNoSourceIsRefusedWithTheReason(String address, String reason, Catchwater catchwater, Tabs tabs) {
        tabs.expect("Failed to load resource: the server responded with a status of (400|422|502)");
        AggregatorPage page = open(catchwater, tabs);
        int before = page.sources().count();

        page.address()
                .fill(address.replace("SANDBOX", catchwater.sandbox().base().toString()));
        page.address().press("Enter");

        assertThat(page.problem()).containsText(reason, SAID);
        assertThat(page.address()).hasAttribute("aria-invalid", "true");
        assertThat(page.address()).isFocused();
        Appearance.picture(page.page(), "aggregator-refused");
        page.page().reload();
        assertThat(page.sources()).hasCount(before);
    }

    @Test
    @Order(2)
    void moreSourcesThanOneAnswerHoldsAreAllListed(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = open(catchwater, tabs);
        page.page().route("**/api/v1/sources?limit=500", route -> answer(route, 1, 500, "\"second page\""));
        page.page().route("**/api/v1/sources?limit=500&cursor=second%20page", route -> answer(route, 501, 612, "null"));
        page.page().reload();
        assertThat(page.sources()).hasCount(612);
        assertThat(page.page().locator("#count")).hasText("612");
    }

    private static void answer(Route route, int from, int to, String next) {
        String items = IntStream.rangeClosed(from, to)
                .mapToObj(id -> "{\"id\":" + id + ",\"title\":\"Source " + id + "\",\"url\":\"https://a.example/" + id
                        + "\",\"state\":\"POLLING\",\"polling\":{\"why\":\"\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"items\":" + items + ",\"next\":" + next + "}"));
    }

    @Test
    @Order(3)
    void aRemovedSourceTakesItsPostsWithIt(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = open(catchwater, tabs);
        int before = page.sources().count();
        catchwater.sandbox().publishItem("gazette", "The last edition", "Thank you for reading.");
        assertThat(page.post("The last edition")).hasCount(1, ARRIVES);
        Keyboard keyboard = new Keyboard(page.page());

        page.source(GAZETTE).getByText("Remove").focus();
        keyboard.press("Enter");
        assertThat(page.source(GAZETTE).getByText("Remove it and its posts?")).isVisible();
        keyboard.press("Enter");

        assertThat(page.done()).containsText("was removed", SAID);
        assertThat(page.sources()).hasCount(before - 1, ARRIVES);
        assertThat(page.sources().first().getByText("Remove")).isFocused();
        assertThat(page.post("The last edition")).hasCount(0, ARRIVES);
        assertThat(page.post(GAZETTE)).hasCount(0, ARRIVES);
    }

    private static AggregatorPage open(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = new AggregatorPage(tabs.open(catchwater.service("aggregator")));
        await().atMost(PATIENCE)
                .until(() -> page.posts().count() > 0 && page.sources().count() >= 3);
        return page;
    }
}
