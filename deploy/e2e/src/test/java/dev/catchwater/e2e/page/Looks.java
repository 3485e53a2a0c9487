package dev.catchwater.e2e.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.catchwater.e2e.browser.Look;
import java.util.List;
import java.util.Locale;

/** What every page of ours owes to every system, changed under the open page. */
public final class Looks {

    private static final List<Look> SEEN = List.of(Look.LIGHT, Look.DARK, Look.SMALL);

    private Looks() {}

    /**
     * Light where the system is light and dark where it is dark, nothing wider than a small screen, no accessibility
     * violation in any; saves {@code <name>-light.png}, {@code -dark.png} and {@code -small.png}.
     */
    public static void judge(Page page, String name) {
        for (Look look : SEEN) {
            look.change(page);
            Appearance.picture(page, name + "-" + look.name().toLowerCase(Locale.ROOT));
            boolean fitting = look == Look.DARK ? Appearance.isDark(page) : Appearance.isLight(page);
            assertThat(fitting).as("%s is %s", name, look).isTrue();
            assertThat(Appearance.fits(page))
                    .as("nothing of %s is wider than the screen", name)
                    .isTrue();
            assertThat(Accessibility.violations(page)).as("%s, %s", name, look).isEmpty();
        }
        Look.LIGHT.change(page);
    }
}
