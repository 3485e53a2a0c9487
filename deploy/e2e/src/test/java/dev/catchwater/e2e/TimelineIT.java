package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.AggregatorPage;
import dev.catchwater.e2e.page.AggregatorPage.Shown;
import dev.catchwater.e2e.page.Appearance;
import dev.catchwater.e2e.page.Keyboard;
import dev.catchwater.e2e.page.Looks;
import dev.catchwater.e2e.stack.Catchwater;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@OverCatchwater
@Order(3)
class TimelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 40;

    // Nothing is painted before there is a body: a theme that is there by then never flashes.
    private static final String THEME_AT_BODY = """
            new MutationObserver((changes, observer) => {
              if (!document.body) return;
              observer.disconnect();
              window.themeAtBody = document.documentElement.dataset.theme ?? 'none yet';
            }).observe(document, { childList: true, subtree: true });""";

    private static final Comparator<Shown> NEWEST_FIRST =
            Comparator.comparing(Shown::at).thenComparing(Shown::id).reversed();

    @Test
    void postsOfBothPlatformsAreThereFromTheStart(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = ready(catchwater, tabs);

        assertThat(page.live()).hasText("live");
        assertThat(page.sources()).hasCount(3);
        scrollBack(page, 3 * PAGE);
        assertThat(page.shown()).extracting(Shown::platform).contains("feed", "mastodon");
    }

    @Test
    void scrollingBackToTheSpringShowsEachPostOnceInOrderAndMissesNoneWhilePostsComeIn(
            Catchwater catchwater, Tabs tabs) {
        Set<Long> before = catchwater.timeline();
        AggregatorPage page = ready(catchwater, tabs);

        int most = before.size() / PAGE + 5;
        for (int pages = 1; !page.isAtTheSpring(); pages++) {
            assertThat(pages).as("pages until the end").isLessThanOrEqualTo(most);
            catchwater.sandbox().publishStatus("meadow", "edith_wren", "Meanwhile, number " + pages);
            scrollBack(page, page.posts().count() + 1);
        }

        List<Shown> shown = page.shown();
        assertThat(shown).hasSizeGreaterThan(3 * PAGE);
        assertThat(shown).extracting(Shown::id).doesNotHaveDuplicates();
        assertThat(shown).isSortedAccordingTo(NEWEST_FIRST);
        // What its author took back meanwhile may be missing.
        Set<Long> owed = catchwater.timeline();
        owed.retainAll(before);
        assertThat(shown).extracting(Shown::id).containsAll(owed);
    }

    @Test
    void thePageCanBeReadByKeyboardAlone(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = ready(catchwater, tabs);
        Keyboard keyboard = new Keyboard(page.page());

        keyboard.press("Tab").press("Enter");
        assertThat(page.page().locator("#timeline")).isFocused();
        keyboard.press("j");
        String first = focusedPost(page.page());
        keyboard.press("j");
        assertThat(focusedPost(page.page())).isNotEqualTo(first);
        Appearance.picture(page.page(), "aggregator-focus");
        keyboard.press("k");
        assertThat(focusedPost(page.page())).isEqualTo(first);

        Page original = page.page().context().waitForPage(() -> keyboard.press("o"));
        assertThat(original.url()).startsWith(catchwater.sandbox().base().toString());
        original.close();

        keyboard.press("?");
        assertThat(page.keys()).isVisible();
        Appearance.picture(page.page(), "aggregator-keys");
        keyboard.press("Escape");
        assertThat(page.keys()).isHidden();
        keyboard.press("/");
        assertThat(page.address()).isFocused();
    }

    @Test
    void oneKeyShortcutsCanBeSwitchedOffAndStayOff(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = ready(catchwater, tabs);
        Keyboard keyboard = new Keyboard(page.page());
        keyboard.press("?");
        assertThat(page.oneKeyShortcuts()).isChecked();
        page.oneKeyShortcuts().uncheck();
        keyboard.press("Escape");

        page.page().reload();
        assertThat(page.posts().first()).isVisible();
        keyboard.press("?");
        assertThat(page.keys()).isHidden();
        keyboard.press("/");
        assertThat(page.address()).not().isFocused();

        page.page().locator("#show-keys").click();
        assertThat(page.oneKeyShortcuts()).not().isChecked();
        page.oneKeyShortcuts().check();
        keyboard.press("Escape");
        keyboard.press("/");
        assertThat(page.address()).isFocused();
    }

    @Test
    void everyTabStopShowsThatItHasTheFocus(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = ready(catchwater, tabs);

        List<Keyboard.Stop> stops = new Keyboard(page.page()).walk(20);

        assertThat(stops).hasSize(20);
        assertThat(stops)
                .allSatisfy(
                        stop -> assertThat(stop.visible()).as(stop.toString()).isTrue());
        assertThat(stops)
                .extracting(Keyboard.Stop::name)
                .allSatisfy(name -> assertThat(name).isNotBlank());
    }

    @Test
    void theChosenThemeIsKeptOverAReload(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = ready(catchwater, tabs);
        assertThat(Appearance.isLight(page.page())).isTrue();

        page.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use the dark theme"))
                .click();
        assertThat(Appearance.isDark(page.page())).isTrue();

        page.page().addInitScript(THEME_AT_BODY);
        page.page().reload();
        assertThat(page.page().evaluate("() => window.themeAtBody")).isEqualTo("dark");
        assertThat(page.posts().first()).isVisible();
        assertThat(Appearance.isDark(page.page())).isTrue();
        Appearance.picture(page.page(), "aggregator-chosen-dark");
    }

    @Test
    void itFollowsTheSystemFitsASmallScreenAndHasNoAccessibilityViolation(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = ready(catchwater, tabs);
        assertThat(page.sources()).hasCount(3);

        Looks.judge(page.page(), "aggregator");
    }

    private static AggregatorPage ready(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = new AggregatorPage(tabs.open(catchwater.service("aggregator")));
        // The first start plants its sources after it is ready.
        await().atMost(PATIENCE).until(() -> page.posts().count() >= PAGE);
        return page;
    }

    private static void scrollBack(AggregatorPage page, int least) {
        await().atMost(PATIENCE).until(() -> {
            page.scrollToEnd();
            return page.isAtTheSpring() || page.posts().count() >= least;
        });
    }

    private static String focusedPost(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement.dataset.id"));
    }
}
