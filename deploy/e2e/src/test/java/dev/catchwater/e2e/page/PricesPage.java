package dev.catchwater.e2e.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The page of the prices service. */
public record PricesPage(Page page) {

    /** Whether the stream is there. */
    public Locator live() {
        return page.locator("#live");
    }

    /** The field for the address of a page to watch. */
    public Locator address() {
        return page.getByLabel("Address");
    }

    /** What the address is of. */
    public Locator kind() {
        return page.getByLabel("What it is");
    }

    /** Watches what is in the field. */
    public Locator watch() {
        return button("Watch page");
    }

    /** What the last wish has done. */
    public Locator done() {
        return page.locator("#done");
    }

    /** Why the last wish was refused. */
    public Locator problem() {
        return page.locator("#problem");
    }

    /** All products. */
    public Locator products() {
        return page.locator("#products button");
    }

    /** The product of this name. */
    public Locator product(String title) {
        return products().filter(new Locator.FilterOptions().setHasText(title));
    }

    /** The shops that offer the product that is shown. */
    public Locator offers() {
        return page.locator("#offers tr");
    }

    /** The offer of this shop. */
    public Locator offer(String shop) {
        return offers().filter(new Locator.FilterOptions().setHasText(shop));
    }

    /** The prices over time of the product that is shown. */
    public Locator chart() {
        return page.locator("#chart svg[role=img]");
    }

    /** The field for the price from which on somebody wants to be told. */
    public Locator target() {
        return page.locator("#target");
    }

    /** What became of that wish. */
    public Locator targetSaid() {
        return page.locator("#best-said");
    }

    /** What was told. */
    public Locator alerts() {
        return page.locator("#alerts > li");
    }

    /** Matches that wait for a person. */
    public Locator reviews() {
        return page.locator("#reviews > li");
    }

    /** A button by its name. */
    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
