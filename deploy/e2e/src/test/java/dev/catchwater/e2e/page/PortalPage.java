package dev.catchwater.e2e.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** The launcher's page: every part and its state. */
public record PortalPage(Page page) {

    /** The row of a part, such as {@code edge}. */
    public Locator part(String name) {
        return page.locator("[data-part=\"" + name + "\"]");
    }

    /** The word in a part's row that says how it is. */
    public Locator state(String name) {
        return part(name).locator(".state");
    }

    /** Rows of what the sandbox pretends to be. */
    public Locator pretended() {
        return page.getByRole(AriaRole.TABLE).locator("tbody tr");
    }

    /** The sentence that sums all up. */
    public Locator summary() {
        return page.getByRole(AriaRole.STATUS);
    }

    /** Where its links lead, in their order. */
    @SuppressWarnings("unchecked")
    public List<String> links() {
        return (List<String>) page.locator("main a[href]").evaluateAll("links => links.map(link => link.href)");
    }
}
