package dev.catchwater.e2e.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The page of trading: the account, orders by hand, the kill switch, backtests. */
public record TradingPage(Page page) {

    /** What it says of the account. */
    public Locator phase() {
        return page.locator("#phase");
    }

    /** A figure of the account by its name, such as {@code State}. */
    public Locator figure(String name) {
        return page.locator("#figures > div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("dt", new Page.LocatorOptions().setHasText(name))))
                .locator("dd");
    }

    /** What is held, and at which price. */
    public Locator positions() {
        return page.locator("#positions > tr");
    }

    /** The orders that show this text, such as {@code FILLED}. */
    public Locator orders(String text) {
        return page.locator("#orders > tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** A field by its label. */
    public Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** A list to choose from, by its field's name: its label's text has all the choices in it. */
    public Locator choice(String name) {
        return page.locator("select[name='" + name + "']");
    }

    /** A button by what is on it. */
    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Why the last wish was refused. */
    public Locator problem() {
        return page.getByRole(AriaRole.ALERT);
    }

    /** How far the backtest is. */
    public Locator progress() {
        return page.locator("#progress");
    }

    /** What the backtest gave. */
    public Locator result() {
        return page.locator("#result");
    }

    /** Its equity. */
    public Locator curve() {
        return page.locator("#curve");
    }

    /** Gives the service so many other backtests to do, so that the next one has to wait. */
    public void occupy(int backtests) {
        page.evaluate("""
                async (count) => {
                  const { post } = await import("/web/http.js");
                  for (let i = 0; i < count; i++) {
                    await post("/api/v1/backtests", { series: document.getElementById("series").value,
                      strategy: "average-cross", fast: 20, slow: 55, exponential: true, lower: 30, upper: 60,
                      stopRanges: 3, cash: 100000, share: 9000, fee: 10, slippage: 5, trailing: false, lookAhead: true });
                  }
                }""", backtests);
    }
}
