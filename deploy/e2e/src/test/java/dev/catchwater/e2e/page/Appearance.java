package dev.catchwater.e2e.page;

import com.microsoft.playwright.Page;
import dev.catchwater.e2e.stack.Output;
import java.nio.file.Path;

/** How a page looks, as far as a test can tell; a person looks at the pictures. */
public final class Appearance {

    // Relative luminance of the page's background, WCAG 2.2: 0 is black, 1 is white.
    private static final String BACKGROUND = """
            () => {
              const canvas = document.createElement('canvas');
              const paint = canvas.getContext('2d', { willReadFrequently: true });
              paint.fillStyle = getComputedStyle(document.body).backgroundColor;
              paint.fillRect(0, 0, 1, 1);
              const [red, green, blue] = [...paint.getImageData(0, 0, 1, 1).data]
                .map(value => value / 255)
                .map(value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
              return .2126 * red + .7152 * green + .0722 * blue;
            }""";

    private Appearance() {}

    /** Whether the page's background is dark. */
    public static boolean isDark(Page page) {
        return ((Number) page.evaluate(BACKGROUND)).doubleValue() < 0.1;
    }

    /** Whether the page's background is light. */
    public static boolean isLight(Page page) {
        return ((Number) page.evaluate(BACKGROUND)).doubleValue() > 0.7;
    }

    /** Whether nothing is wider than the screen. */
    public static boolean fits(Page page) {
        return (Boolean) page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth");
    }

    /** Saves {@code target/screenshots/<name>.png}, what is on the screen now. */
    public static void picture(Page page, String name) {
        Path file = Output.folder().resolve("screenshots").resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
