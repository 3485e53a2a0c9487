package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.Appearance;
import dev.catchwater.e2e.page.Keyboard;
import dev.catchwater.e2e.page.Looks;
import dev.catchwater.e2e.page.PortalPage;
import dev.catchwater.e2e.stack.Catchwater;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@OverCatchwater
@Order(1)
class PortalIT {

    private static final List<String> PARTS =
            List.of("aggregator", "prices", "weather", "trading", "edge", "portal", "sandbox", "postgres", "redis");
    private static final double PATIENCE = 120_000;

    @Test
    void everyPartIsShownReadyAndEveryPretendedUpstreamIsListed(Catchwater catchwater, Tabs tabs) {
        PortalPage portal = new PortalPage(tabs.open(catchwater.portal()));

        for (String part : PARTS) {
            assertThat(portal.part(part)).hasAttribute("data-state", "ready");
            assertThat(portal.state(part)).hasText("ready");
        }
        assertThat(portal.pretended()).hasCount(catchwater.sandbox().upstreams());
        assertThat(portal.summary()).containsText("All " + PARTS.size() + " parts are ready");
    }

    @Test
    void aKilledServiceIsSeenToFallAndComeBackWithoutReload(Catchwater catchwater, Tabs tabs) {
        PortalPage portal = new PortalPage(tabs.open(catchwater.portal()));
        portal.page().evaluate("() => { window.stillTheSamePage = true; }");
        assertThat(portal.part("edge")).hasAttribute("data-state", "ready");
        long before = catchwater.process("edge").pid();

        catchwater.kill("edge");

        assertThat(portal.part("edge"))
                .hasAttribute("data-state", "restarting", new HasAttributeOptions().setTimeout(PATIENCE));
        assertThat(portal.part("edge")).containsText("ended unasked");
        assertThat(portal.summary()).containsText(PARTS.size() - 1 + " of " + PARTS.size());
        Appearance.picture(portal.page(), "portal-restarting");
        assertThat(portal.state("edge")).hasText("ready", new HasTextOptions().setTimeout(PATIENCE));
        assertThat(portal.part("edge")).containsText("restarted 1 time");
        assertThat(catchwater.process("edge").pid()).isNotEqualTo(before);
        assertThat(portal.page().evaluate("() => window.stillTheSamePage")).isEqualTo(true);
    }

    @Test
    void everyLinkLeadsToAPageThatAnswers(Catchwater catchwater, Tabs tabs) {
        PortalPage portal = new PortalPage(tabs.open(catchwater.portal()));
        assertThat(portal.part("redis")).isVisible();
        List<String> links = portal.links();

        assertThat(links).hasSize(7).doesNotHaveDuplicates();
        for (String link : links) {
            Response response = Objects.requireNonNull(portal.page().navigate(link));
            assertThat(response.status()).as(link).isEqualTo(200);
            assertThat(portal.page().title()).as(link).isNotBlank();
        }
    }

    @Test
    void everyLinkIsReachedByTabWithAVisibleFocus(Catchwater catchwater, Tabs tabs) {
        PortalPage portal = new PortalPage(tabs.open(catchwater.portal()));
        assertThat(portal.part("redis")).isVisible();

        List<Keyboard.Stop> stops = new Keyboard(portal.page()).walk(40);

        assertThat(stops).extracting(Keyboard.Stop::href).containsAll(portal.links());
        assertThat(stops)
                .allSatisfy(
                        stop -> assertThat(stop.visible()).as(stop.toString()).isTrue());
    }

    @Test
    void theFirstTabStopSkipsToTheServices(Catchwater catchwater, Tabs tabs) {
        Page page = tabs.open(catchwater.portal());
        Keyboard keyboard = new Keyboard(page);

        keyboard.press("Tab").press("Enter");

        assertThat(page.locator("main")).isFocused();
    }

    @Test
    void itFollowsTheSystemFitsASmallScreenAndHasNoAccessibilityViolation(Catchwater catchwater, Tabs tabs) {
        PortalPage portal = new PortalPage(tabs.open(catchwater.portal()));
        assertThat(portal.pretended()).hasCount(catchwater.sandbox().upstreams());

        Looks.judge(portal.page(), "portal");
        portal.part("redis").scrollIntoViewIfNeeded();
        Appearance.picture(portal.page(), "portal-end");
    }
}
