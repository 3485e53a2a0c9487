package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.Appearance;
import dev.catchwater.e2e.page.Looks;
import dev.catchwater.e2e.page.PricesPage;
import dev.catchwater.e2e.stack.Catchwater;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What people do with the prices service, on its page. */
@OverCatchwater
@Order(6)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PricesPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    @Order(1)
    void productsOfThePretendShopsAreThereFromTheStart(Catchwater catchwater, Tabs tabs) {
        PricesPage page = ready(catchwater, tabs);

        assertThat(page.live()).hasText("live");
        assertThat(page.product("Fadenwerk Tee")).hasCount(3);
        assertThat(page.product("Norvik Toaster T2 white")).isVisible();
    }

    @Test
    @Order(2)
    void aProductIsComparedOverShopsWithItsHistory(Catchwater catchwater, Tabs tabs) {
        PricesPage page = ready(catchwater, tabs);
        awaitOffers(page, "Norvik Toaster T2 white", 3);

        assertThat(page.page().locator("#detail-title")).isFocused();
        assertThat(page.offer("Marktplatz")).containsText("FEED");
        assertThat(page.offer("Marktplatz")).containsText("47.56");
        assertThat(page.offer("Kettle House")).containsText("JSON_LD");
        assertThat(page.chart()).hasAttribute("role", "img");
        assertThat(page.page().locator("#about")).containsText("gtin:04012345000023");
        page.page().locator("#detail-title").evaluate("title => title.scrollIntoView()");
        Looks.judge(page.page(), "prices-detail");
    }

    @Test
    @Order(3)
    void aPageThatSomebodyAddsIsReadAndComparedWithoutAReload(Catchwater catchwater, Tabs tabs) {
        PricesPage page = ready(catchwater, tabs);
        page.kind().selectOption("product");
        page.address().fill("ftp://shop.example/p");
        tabs.expect("status of 400");
        page.watch().click();
        assertThat(page.problem()).containsText("no http or https address");

        page.address().fill(catchwater.sandbox().base() + "/shops/hausrat/p/lamp");
        page.watch().click();
        assertThat(page.done()).containsText("watched from now on");
        assertThat(page.page().locator("#pages")).containsText("/shops/hausrat/p/lamp", containing());
    }

    @Test
    @Order(4)
    void whatOnlyLooksAlikeIsDecidedByAPerson(Catchwater catchwater, Tabs tabs) {
        PricesPage page = ready(catchwater, tabs);
        Locator lamp = page.reviews().filter(new Locator.FilterOptions().setHasText("Lumen Desk Lamp"));
        assertThat(lamp).containsText("titles are alike", containing());
        Appearance.picture(page.page(), "prices-review");

        lamp.getByRole(AriaRole.BUTTON).first().click();

        assertThat(lamp).hasCount(0);
        awaitOffers(page, "Lumen Desk Lamp L-7", 3);
        assertThat(page.offer("Hausrat Huber")).isVisible();
    }

    @Test
    @Order(5)
    void anAlertComesByItselfWhenTheBestPriceFallsToATarget(Catchwater catchwater, Tabs tabs) {
        PricesPage page = ready(catchwater, tabs);
        awaitOffers(page, "Acme Kettle Pro", 2);
        page.target().fill("a lot");
        page.button("Tell me").click();
        assertThat(page.targetSaid()).containsText("Give an amount");
        page.target().fill("41,50");
        page.button("Tell me").click();
        assertThat(page.targetSaid()).hasText("You will be told.");

        catchwater.sandbox().setPrice("kettle-house", "kettle-pro", 4_100);

        assertThat(page.alerts().first()).containsText("target: €41.00 at Kettle House, the best offer", containing());
        page.alerts().first().scrollIntoViewIfNeeded();
        Appearance.picture(page.page(), "prices-alert");
    }

    private static LocatorAssertions.ContainsTextOptions containing() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE.toMillis());
    }

    /** Opens a product once it has so many offers. */
    private static void awaitOffers(PricesPage page, String title, int count) {
        Locator product = page.product(title).first();
        assertThat(product).containsText(count + " offers", containing());
        product.click();
        assertThat(page.offers()).hasCount(count);
    }

    private static PricesPage ready(Catchwater catchwater, Tabs tabs) {
        Page opened = tabs.open(catchwater.service("prices"));
        PricesPage page = new PricesPage(opened);
        // The first looks begin after the start, at the pace of the one host that all pretend shops share.
        await().atMost(PATIENCE).until(() -> page.products().count() >= 11);
        return page;
    }
}
