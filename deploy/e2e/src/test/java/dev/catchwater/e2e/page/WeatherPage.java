package dev.catchwater.e2e.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/** The weather's page. */
public record WeatherPage(Page page) {

    /** The word that says whether it hears of changes. */
    public Locator live() {
        return page.locator("#live");
    }

    /** The name of the place that is shown. */
    public Locator title() {
        return page.locator("#title");
    }

    /** How warm it is, with its unit. */
    public Locator temperature() {
        return page.locator("#temperature");
    }

    /** Who told how warm it is, and when. */
    public Locator temperatureSource() {
        return page.locator("#main-value .by");
    }

    /** What else is known now. */
    public Locator values() {
        return page.locator("#values dd");
    }

    /** The air as each provider tells it. */
    public Locator air() {
        return page.locator("#air article");
    }

    /** Warnings that hold here. */
    public Locator warnings() {
        return page.locator("#warnings article");
    }

    /** Warned areas on the map. */
    public Locator areas() {
        return page.locator("#map polygon.alert");
    }

    /** The chart of the forecast. */
    public Locator chart() {
        return page.locator("#chart svg");
    }

    /** What did not come, and why. */
    public Locator missing() {
        return page.locator("#missing li");
    }

    /** Who is to be named. */
    public Locator credits() {
        return page.locator("#credits li");
    }

    /** The scores, or why there are none. */
    public Locator skill() {
        return page.locator("#skill");
    }

    /** Chooses units, such as {@code US}. */
    public void units(String value) {
        page.locator("#units").selectOption(value);
    }

    /** Chooses a quantity of the forecast. */
    public void quantity(String value) {
        page.locator("#quantity").selectOption(value);
    }

    /** Chooses a place by its name. */
    public void place(String name) {
        page.locator("#place").selectOption(new SelectOption().setLabel(name));
    }

    /** Watches another place, by the form. */
    public void watch(String name, String latitude, String longitude, String zone, String region) {
        page.getByText("Watch another place").click();
        page.locator("#name").fill(name);
        page.locator("#latitude").fill(latitude);
        page.locator("#longitude").fill(longitude);
        page.locator("#zone").fill(zone);
        page.locator("#region").fill(region);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Watch").setExact(true))
                .click();
    }
}
