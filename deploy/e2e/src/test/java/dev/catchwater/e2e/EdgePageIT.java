package dev.catchwater.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import dev.catchwater.e2e.browser.OverCatchwater;
import dev.catchwater.e2e.browser.Tabs;
import dev.catchwater.e2e.page.Appearance;
import dev.catchwater.e2e.page.EdgePage;
import dev.catchwater.e2e.page.Keyboard;
import dev.catchwater.e2e.stack.Catchwater;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The edge in front of the sandbox's newspaper, and its page. */
@OverCatchwater
@Order(2)
class EdgePageIT {

    private static final ContainsTextOptions SAID = new ContainsTextOptions().setTimeout(30_000);

    private static URI article(Catchwater catchwater, int id) {
        return catchwater.edge().resolve("/origins/press/articles/" + id);
    }

    private static String get(EdgePage page, URI url) {
        APIResponse response = page.page().request().get(url.toString());
        assertThat(response.status()).as("%s", url).isEqualTo(200);
        return response.text();
    }

    @Test
    void figuresCurvesAndTheSampleMoveWithRequests(Catchwater catchwater, Tabs tabs) {
        EdgePage page = new EdgePage(tabs.open(catchwater.service("edge")));
        assertThat(page.page().locator("#live")).hasAttribute("data-state", "open");
        assertThat(page.responses()).not().hasText("–");
        long before = number(page.responses());

        for (int i = 0; i < 20; i++) {
            get(page, article(catchwater, 11));
        }

        assertThat(page.request("/origins/press/articles/11")).isVisible();
        page.page()
                .waitForFunction(
                        "least => Number(document.getElementById('responses').textContent.replaceAll(',', '')) >= least",
                        before + 20.0);
        assertThat(page.hitRatio()).not().hasText("0.0 %");
        assertThat(page.load())
                .hasAttribute("aria-label", Pattern.compile("Now: all "), new HasAttributeOptions().setTimeout(30_000));
        assertThat(page.load().locator("canvas")).isVisible();
        assertThat(page.page().locator("#keys")).containsText("/origins/press/articles/11", SAID);
        Appearance.picture(page.page(), "edge-busy");
    }

    private static long number(Locator figure) {
        return Long.parseLong(figure.textContent().replace(",", ""));
    }

    @Test
    void aLookupSaysWhyItIsAMissAndThenWhyItIsAHit(Catchwater catchwater, Tabs tabs) {
        EdgePage page = new EdgePage(tabs.open(catchwater.service("edge")));
        URI article = article(catchwater, 12);

        page.lookUp(article);
        assertThat(page.answer()).hasText("Miss");
        assertThat(page.because()).containsText("nothing is stored under this key");
        page.page().getByLabel("Ask the origin too").check();
        page.lookUp(article);
        assertThat(page.because()).containsText("It would be stored, and be fresh for", SAID);

        get(page, article);
        page.lookUp(article);
        assertThat(page.answer()).hasText("Hit");
        assertThat(page.because()).containsText("A hit: it is");
        Appearance.picture(page.page(), "edge-lookup");

        page.page().getByLabel("Request fields").fill("Cache-Control: no-cache");
        page.lookUp(article);
        assertThat(page.answer()).hasText("Asks the origin first");
        page.lookUp(catchwater.edge().resolve("/origins/press/desk"));
        assertThat(page.because()).containsText("It would not be stored: it says private", SAID);
    }

    @Test
    void aPurgeIsInForceWhenItIsAcknowledged(Catchwater catchwater, Tabs tabs) {
        tabs.expect("status of 400");
        EdgePage page = new EdgePage(tabs.open(catchwater.service("edge")));
        URI article = article(catchwater, 13);
        String first = get(page, article);
        catchwater.sandbox().editArticle(13);
        assertThat(get(page, article)).isEqualTo(first);

        page.purge("url", article.toString());
        assertThat(page.purged()).containsText("In force as number", SAID);
        assertThat(get(page, article)).isNotEqualTo(first).contains("Version 2.");
        assertThat(page.page().locator("#purges")).containsText("hard, url");

        catchwater.sandbox().editArticle(13);
        page.purge("tag", "article-13");
        assertThat(page.page().locator("#purges li").first()).containsText("tag article-13", SAID);
        assertThat(get(page, article)).contains("Version 3.");

        page.purge("url", "no url");
        assertThat(page.problem()).containsText("A URL is absolute", SAID);
        Appearance.picture(page.page(), "edge-purge");
    }

    @Test
    void theFormsWorkWithoutAMouse(Catchwater catchwater, Tabs tabs) {
        EdgePage page = new EdgePage(tabs.open(catchwater.service("edge")));
        Keyboard keyboard = new Keyboard(page.page());

        page.page().locator("#lookup-url").fill(article(catchwater, 14).toString());
        page.page().locator("#lookup-url").focus();
        keyboard.press("Enter");

        assertThat(page.answer()).hasText("Miss");
        assertThat(new Keyboard(page.page()).walk(12)).isNotEmpty().allMatch(Keyboard.Stop::visible);
    }
}
