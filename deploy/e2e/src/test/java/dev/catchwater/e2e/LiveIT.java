package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.catchwater.e2e.browser.Look;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.AggregatorPage;
import dev.catchwater.e2e.page.Appearance;
import dev.catchwater.e2e.page.Keyboard;
import dev.catchwater.e2e.stack.Catchwater;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@OverCatchwater
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HasCountOptions ARRIVES = new HasCountOptions().setTimeout(PATIENCE.toMillis());
    private static final HasTextOptions AGAIN = new HasTextOptions().setTimeout(120_000);

    private static final int MANY = 330;
    private static final int MOST_SHOWN = 300;

    @AfterEach
    void recover(Catchwater catchwater) {
        catchwater.sandbox().recover();
    }

    @Test
    void aNewItemOfAFeedAppearsWithoutReload(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = open(catchwater, tabs, Look.LIGHT);

        catchwater.sandbox().publishItem("marsh", "Spoonbills are back", "Seven of them, on the north pool.");

        assertThat(page.post("Spoonbills are back")).hasCount(1, ARRIVES);
        assertSamePage(page);
    }

    @Test
    void aMastodonPostIsPushedWhileNothingCanBePolled(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = open(catchwater, tabs, Look.LIGHT);
        await().atMost(PATIENCE).until(() -> catchwater.sandbox().streams("mastodon/meadow") > 0);
        catchwater.sandbox().refuse("mastodon/meadow");

        catchwater.sandbox().publishStatus("meadow", "edith_wren", "A bittern booms in the reeds");

        assertThat(page.post("A bittern booms in the reeds")).hasCount(1, ARRIVES);
        assertSamePage(page);
    }

    @Test
    void anEditIsShownAndADeletionIsFollowed(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = open(catchwater, tabs, Look.LIGHT);
        String id = catchwater.sandbox().publishStatus("meadow", "edith_wren", "The sluice is shut at nine");
        assertThat(page.post("The sluice is shut at nine")).hasCount(1, ARRIVES);

        catchwater.sandbox().editStatus("meadow", id, "The sluice is shut at ten");
        assertThat(page.post("The sluice is shut at ten")).hasCount(1, ARRIVES);
        assertThat(page.post("The sluice is shut at nine")).hasCount(0);

        catchwater.sandbox().deleteStatus("meadow", id);
        assertThat(page.post("The sluice is shut at ten")).hasCount(0, ARRIVES);
        assertSamePage(page);
    }

    @Test
    void whoReadsFurtherDownIsToldAndNotMoved(Catchwater catchwater, Tabs tabs) {
        AggregatorPage page = open(catchwater, tabs, Look.LIGHT);
        page.page().evaluate("() => scrollTo(0, 1200)");

        catchwater.sandbox().publishStatus("meadow", "edith_wren", "Nobody is interrupted by this");

        assertThat(page.fresh())
                .hasText(Pattern.compile("\\d+ new posts?"), new HasTextOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(page.post("Nobody is interrupted by this")).hasCount(0);
        Appearance.picture(page.page(), "aggregator-new-posts");
        await().atMost(PATIENCE).untilAsserted(() -> {
            new Keyboard(page.page()).press("n");
            assertThat(page.post("Nobody is interrupted by this").count()).isEqualTo(1);
        });
        assertThat(page.fresh()).isHidden();
        assertSamePage(page);
    }

    @Test
    void pagesLeftOpenStayBoundedAndSkipNothing(Catchwater catchwater, Tabs tabs) {
        AggregatorPage top = open(catchwater, tabs, Look.LIGHT);
        AggregatorPage below = open(catchwater, tabs, Look.LIGHT);
        below.page().evaluate("() => scrollTo(0, 1200)");
        int before = below.posts().count();

        for (int i = 1; i <= MANY; i++) {
            catchwater.sandbox().publishStatus("meadow", "edith_wren", "Flood mark " + i + " of " + MANY);
        }

        assertThat(top.post("Flood mark " + MANY + " of")).hasCount(1, ARRIVES);
        await().atMost(PATIENCE).until(() -> top.posts().count() <= MOST_SHOWN);
        assertThat(below.fresh())
                .hasText("More than 200 new posts", new HasTextOptions().setTimeout(PATIENCE.toMillis()));
        assertThat(below.posts().count()).isEqualTo(before);
        // What comes while the pages are scrolled down is only announced.
        Set<Long> owed = catchwater.timeline();
        new Keyboard(below.page()).press("n");
        assertThat(below.post("Flood mark " + MANY + " of")).hasCount(1, ARRIVES);
        assertThat(below.fresh()).isHidden();
        for (AggregatorPage page : List.of(top, below)) {
            await().atMost(PATIENCE).until(() -> {
                page.scrollToEnd();
                return page.isAtTheSpring();
            });
            assertThat(page.shown()).extracting(AggregatorPage.Shown::id).doesNotHaveDuplicates();
            assertThat(page.shown()).extracting(AggregatorPage.Shown::id).containsAll(owed);
            assertSamePage(page);
        }
    }

    @Test
    void anArrivingPostMovesOnlyWhereMotionIsWelcome(Catchwater catchwater, Tabs tabs) {
        AggregatorPage moving = open(catchwater, tabs, Look.LIGHT);
        AggregatorPage still = open(catchwater, tabs, Look.STILL);

        catchwater.sandbox().publishStatus("meadow", "edith_wren", "Stillness over the water");

        assertThat(moving.post("Stillness over the water")).hasCount(1, ARRIVES);
        assertThat(still.post("Stillness over the water")).hasCount(1, ARRIVES);
        assertThat(seconds(moving)).isGreaterThan(0.1);
        assertThat(seconds(still)).isLessThan(0.001);
    }

    /** Last, since the others wait for nothing that has to start again. */
    @Test
    @Order(Integer.MAX_VALUE)
    void afterTheAggregatorWasKilledThePageComesBackByItselfAndMissesNothing(Catchwater catchwater, Tabs tabs) {
        tabs.expect("Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING");
        AggregatorPage page = open(catchwater, tabs, Look.LIGHT);

        catchwater.kill("aggregator");
        catchwater.sandbox().publishStatus("meadow", "edith_wren", "Said while nobody listened");
        assertThat(page.live()).not().hasText("live", AGAIN);
        Appearance.picture(page.page(), "aggregator-away");
        assertThat(page.live()).hasText("live", AGAIN);
        assertThat(page.post("Said while nobody listened")).hasCount(1, ARRIVES);

        catchwater.sandbox().publishStatus("meadow", "edith_wren", "Said when all was well again");
        assertThat(page.post("Said when all was well again")).hasCount(1, ARRIVES);
        assertSamePage(page);
    }

    private static AggregatorPage open(Catchwater catchwater, Tabs tabs, Look look) {
        AggregatorPage page = new AggregatorPage(tabs.open(catchwater.service("aggregator"), look));
        await().atMost(PATIENCE).until(() -> page.posts().count() > 0);
        assertThat(page.live()).hasText("live", AGAIN);
        page.page().evaluate("() => { window.stillTheSamePage = true; }");
        return page;
    }

    private static void assertSamePage(AggregatorPage page) {
        assertThat(page.page().evaluate("() => window.stillTheSamePage")).isEqualTo(true);
    }

    private static double seconds(AggregatorPage page) {
        return ((Number) page.post("Stillness over the water")
                        .evaluate("post => parseFloat(getComputedStyle(post).animationDuration)"))
                .doubleValue();
    }
}
