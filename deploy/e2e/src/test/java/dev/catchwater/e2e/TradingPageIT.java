package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.Appearance;
import dev.catchwater.e2e.page.Looks;
import dev.catchwater.e2e.page.TradingPage;
import dev.catchwater.e2e.stack.Catchwater;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@OverCatchwater
@Order(6)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TradingPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ContainsTextOptions SAID = new ContainsTextOptions().setTimeout(PATIENCE.toMillis());
    private static final HasCountOptions COMES = new HasCountOptions().setTimeout(PATIENCE.toMillis());
    private static final HasTextOptions BECOMES = new HasTextOptions().setTimeout(PATIENCE.toMillis());
    private static final IsVisibleOptions APPEARS = new IsVisibleOptions().setTimeout(PATIENCE.toMillis());

    @Test
    @Order(1)
    void anOrderByHandIsPlacedAndItsFillComesByItself(Catchwater catchwater, Tabs tabs) {
        TradingPage page = open(catchwater, tabs);

        page.field("Quantity").fill("0.0123");
        page.button("Place order").click();

        assertThat(page.orders("BUY MARKET 0.01230").filter(that("FILLED"))).hasCount(1, COMES);
        assertThat(page.positions()).containsText("0.0122", SAID);
        Appearance.picture(page.page(), "trading-filled");
    }

    @Test
    @Order(2)
    void anOrderThatRestsIsCanceledByItsButton(Catchwater catchwater, Tabs tabs) {
        TradingPage page = open(catchwater, tabs);

        page.choice("style").selectOption("limit");
        page.field("Quantity").fill("0.0124");
        page.field("Price").fill("59000");
        page.button("Place order").click();
        assertThat(page.orders("BUY LIMIT 0.01240").filter(that("ACCEPTED"))).hasCount(1, COMES);
        page.orders("BUY LIMIT 0.01240").getByText("Cancel").click();

        assertThat(page.orders("BUY LIMIT 0.01240").filter(that("CANCELED"))).hasCount(1, COMES);
    }

    @Test
    @Order(3)
    void whatIsNoOrderIsRefusedWithTheReason(Catchwater catchwater, Tabs tabs) {
        tabs.expect("Failed to load resource: the server responded with a status of (400|422)");
        TradingPage page = open(catchwater, tabs);

        page.choice("style").selectOption("limit");
        page.field("Quantity").fill("0.01");
        page.button("Place order").click();

        assertThat(page.problem()).isVisible(APPEARS);
        Appearance.picture(page.page(), "trading-refused");
    }

    @Test
    @Order(4)
    void stoppingNeedsNoConfirmationAndTradingOnTheNameOfTheAccount(Catchwater catchwater, Tabs tabs) {
        tabs.expect("Failed to load resource: the server responded with a status of 422");
        TradingPage page = open(catchwater, tabs);

        page.button("Stop trading").click();
        assertThat(page.figure("State")).hasText("HALTED", BECOMES);
        page.field("Quantity").fill("0.0125");
        page.button("Place order").click();
        assertThat(page.orders("BUY MARKET 0.01250").filter(that("DENIED"))).hasCount(1, COMES);
        Appearance.picture(page.page(), "trading-halted");

        page.field("Account’s name").fill("somebody’s");
        page.button("Trade on").click();
        assertThat(page.problem()).isVisible(APPEARS);
        assertThat(page.figure("State")).hasText("HALTED");

        page.field("Account’s name").fill("paper");
        page.button("Trade on").click();
        assertThat(page.figure("State")).hasText("ACTIVE", BECOMES);
    }

    @Test
    @Order(5)
    void aBacktestShowsItsProgressAndThenItsCurve(Catchwater catchwater, Tabs tabs) {
        TradingPage page = open(catchwater, tabs);
        assertThat(page.choice("series")).containsText("walk-BTC-USDT-PT1H.json");
        page.occupy(4);

        page.button("Run").click();

        assertThat(page.progress()).isVisible(APPEARS);
        assertThat(page.result()).containsText(Pattern.compile("done: 40000 bars, [0-9]+ trips"), SAID);
        assertThat(page.progress()).isHidden();
        assertThat(page.curve()).isVisible();
        String points = page.curve().locator(".line").getAttribute("points");
        assertThat(points.split(" ")).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        page.curve().scrollIntoViewIfNeeded();
        Looks.judge(page.page(), "trading-backtest");
    }

    @Test
    @Order(6)
    void aBacktestIsCanceledByItsButton(Catchwater catchwater, Tabs tabs) {
        TradingPage page = open(catchwater, tabs);
        page.occupy(6);

        page.button("Run").click();
        page.button("Cancel").click();

        assertThat(page.result()).containsText("canceled", SAID);
        assertThat(page.button("Cancel")).isHidden();
        assertThat(page.curve()).isHidden();
    }

    private static FilterOptions that(String state) {
        return new FilterOptions().setHasText(state);
    }

    private static TradingPage open(Catchwater catchwater, Tabs tabs) {
        TradingPage page = new TradingPage(tabs.open(catchwater.service("trading")));
        assertThat(page.phase()).containsText("trading", SAID);
        // Without a price there is no order: the book comes a moment after the page.
        assertThat(page.positions().locator("td").nth(2)).hasText(Pattern.compile("[1-9][0-9]{4}\\..*"), BECOMES);
        return page;
    }
}
