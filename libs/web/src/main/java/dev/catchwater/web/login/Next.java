package dev.catchwater.web.login;

import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a path of ours, whatever the request claims. */
final class Next {
    private static final int LONGEST = 1_000;

    private Next() {}

    static String of(@Nullable String wanted) {
        return wanted != null && ours(wanted) ? wanted : "/";
    }

    // "//host" and "/\host" are other hosts to a browser.
    private static boolean ours(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.length() <= LONGEST
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }
}
