package dev.catchwater.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The tabs of one test; each has a browser profile of its own, thrown away at the end. */
public final class Tabs implements AutoCloseable {

    private static final int PATIENCE = 30_000;

    private record Open(BrowserContext context, Watch watch) {}

    private final Browser browser;
    private final List<Open> open = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    Tabs(Browser browser) {
        this.browser = browser;
    }

    /** Opens an address; returns when its document and scripts are loaded. Streams go on. */
    public Page open(URI address, Look look) {
        BrowserContext context = browser.newContext(look.options());
        Watch watch = new Watch(context);
        expected.forEach(watch::expect);
        open.add(new Open(context, watch));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.navigate(address.toString(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        page.waitForLoadState(LoadState.LOAD);
        return page;
    }

    /** Opens an address on a light system. */
    public Page open(URI address) {
        return open(address, Look.LIGHT);
    }

    /** Says which complaints this test provokes, as a regular expression found in them. */
    public void expect(String pattern) {
        expected.add(pattern);
        open.forEach(tab -> tab.watch().expect(pattern));
    }

    /** What pages did that they must not: empty, or one line a complaint. */
    List<String> complaints() {
        return open.stream().flatMap(tab -> tab.watch().complaints().stream()).toList();
    }

    @Override
    public void close() {
        open.forEach(tab -> tab.context().close());
    }
}
