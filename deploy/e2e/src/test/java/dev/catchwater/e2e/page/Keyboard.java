package dev.catchwater.e2e.page;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person without a mouse. */
public record Keyboard(Page page) {

    // What has the focus, and whether one can see that it does: an outline or a shadow that was not there before.
    private static final String FOCUSED = """
            () => {
              const element = document.activeElement;
              if (!element || element === document.body) return null;
              const style = getComputedStyle(element);
              const box = element.getBoundingClientRect();
              return {
                tag: element.tagName.toLowerCase(),
                name: element.getAttribute('aria-label') ?? element.innerText ?? '',
                href: element.href ?? '',
                visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
                  && box.width > 0 && box.bottom > 0 && box.right > 0,
              };
            }""";

    /** One stop of the Tab key. @param visible whether the focus can be seen */
    public record Stop(String tag, String name, String href, boolean visible) {}

    /** Presses Tab until the focus leaves the page or has stopped so many times. */
    public List<Stop> walk(int most) {
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            page.keyboard().press("Tab");
            Stop stop = focused();
            if (stop == null) {
                return stops;
            }
            stops.add(stop);
        }
        return stops;
    }

    /** What has the focus now; null if nothing. */
    public @Nullable Stop focused() {
        if (!(page.evaluate(FOCUSED) instanceof Map<?, ?> found)) {
            return null;
        }
        return new Stop(
                String.valueOf(found.get("tag")),
                String.valueOf(found.get("name")),
                String.valueOf(found.get("href")),
                Boolean.TRUE.equals(found.get("visible")));
    }

    /** Presses a key, such as {@code Enter}. */
    public Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }
}
