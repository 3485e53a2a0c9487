package dev.catchwater.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** What a person has told their system to look like. */
public enum Look {
    /** A light system. */
    LIGHT,
    /** A dark system. */
    DARK,
    /** A light system that is asked to keep still. */
    STILL,
    /** A light system on a small screen. */
    SMALL;

    private static final int HEIGHT = 860;

    /** Changes the system under an open page. */
    public void change(Page page) {
        page.setViewportSize(width(), HEIGHT);
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(scheme()).setReducedMotion(motion()));
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setViewportSize(width(), HEIGHT)
                .setColorScheme(scheme())
                .setReducedMotion(motion());
    }

    private int width() {
        return this == SMALL ? 390 : 1180;
    }

    private ColorScheme scheme() {
        return this == DARK ? ColorScheme.DARK : ColorScheme.LIGHT;
    }

    private ReducedMotion motion() {
        return this == STILL ? ReducedMotion.REDUCE : ReducedMotion.NO_PREFERENCE;
    }
}
