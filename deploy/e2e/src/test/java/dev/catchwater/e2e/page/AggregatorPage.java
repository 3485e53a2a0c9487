package dev.catchwater.e2e.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The aggregator's page: the timeline, and the sources it flows from. */
public record AggregatorPage(Page page) {

    // The page's own order: later first, and of two at the same time the one with the greater id.
    private static final String POSTS =
            "posts => posts.map(post => ({ id: post.dataset.id, at: post.dataset.sort, platform: post.dataset.platform }))";

    /** A post as the page carries it. */
    public record Shown(long id, Instant at, String platform) {}

    /** All posts that are loaded. */
    public Locator posts() {
        return page.locator("#timeline > article");
    }

    /** The posts that show this text. */
    public Locator post(String text) {
        return posts().filter(new Locator.FilterOptions().setHasText(text));
    }

    /** What is loaded, in the order of the page. */
    public List<Shown> shown() {
        return ((List<?>) posts().evaluateAll(POSTS))
                .stream()
                        .map(found -> (Map<?, ?>) found)
                        .map(found -> new Shown(
                                Long.parseLong(String.valueOf(found.get("id"))),
                                Instant.parse(String.valueOf(found.get("at"))),
                                String.valueOf(found.get("platform"))))
                        .toList();
    }

    /** Whether the stream is there. */
    public Locator live() {
        return page.locator("#live");
    }

    /** The button that appears when posts came in while the reader was further down. */
    public Locator fresh() {
        return page.locator("#fresh");
    }

    /** The field for the address of a new source. */
    public Locator address() {
        return page.getByLabel("Address");
    }

    /** Why the last wish was refused. */
    public Locator problem() {
        return page.getByRole(AriaRole.ALERT);
    }

    /** What the last wish has done. */
    public Locator done() {
        return page.locator("#done");
    }

    /** The sources in the list that show this text. */
    public Locator source(String text) {
        return page.getByRole(AriaRole.COMPLEMENTARY)
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(text));
    }

    /** All sources in the list. */
    public Locator sources() {
        return page.locator("#sources > li");
    }

    /** The list of keys. */
    public Locator keys() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** The switch of the one-key shortcuts, in the list of keys. */
    public Locator oneKeyShortcuts() {
        return page.getByLabel("One-key shortcuts");
    }

    /** The button that changes between light and dark. */
    public Locator theme() {
        return page.locator("[data-theme-toggle]");
    }

    /** Whether there is nothing older than what is loaded. */
    public boolean isAtTheSpring() {
        return page.locator("#end").innerText().contains("where it springs from");
    }

    /** Scrolls to the end of what is loaded. */
    public void scrollToEnd() {
        page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)");
    }
}
