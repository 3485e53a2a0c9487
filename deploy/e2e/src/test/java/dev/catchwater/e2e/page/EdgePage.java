package dev.catchwater.e2e.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** The edge's control plane. */
public record EdgePage(Page page) {

    /** How many responses there were since the start. */
    public Locator responses() {
        return page.locator("#responses");
    }

    /** The part of them that came from the store. */
    public Locator hitRatio() {
        return page.locator("#hit-ratio");
    }

    /** The row of a request in the live sample. */
    public Locator request(String path) {
        return page.locator("#requests tr")
                .filter(new Locator.FilterOptions().setHasText(path))
                .first();
    }

    /** Asks why a URL is a miss. */
    public void lookUp(URI url) {
        page.getByLabel("URL, as clients ask for it").fill(url.toString());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look it up"))
                .click();
    }

    /** The verdict in a word. */
    public Locator answer() {
        return page.locator("#answer");
    }

    /** The sentences. */
    public Locator because() {
        return page.locator("#because");
    }

    /** Purges, hard. */
    public void purge(String kind, String what) {
        page.getByLabel("What", new Page.GetByLabelOptions().setExact(true)).selectOption(kind);
        page.locator("#purge-what").fill(what);
        page.getByLabel("Hard").check();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Purge").setExact(true))
                .click();
    }

    /** What the form says when a purge is in force. */
    public Locator purged() {
        return page.locator("#purge-done");
    }

    /** What the form says when there is none. */
    public Locator problem() {
        return page.locator("#purge-problem");
    }

    /** The curve of responses. */
    public Locator load() {
        return page.locator("#chart-load");
    }
}
