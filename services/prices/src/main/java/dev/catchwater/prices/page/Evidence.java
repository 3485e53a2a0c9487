package dev.catchwater.prices.page;

/**
 * Where a value comes from, so that a person can see why we believe it.
 *
 * @param path within the page: {@code Product/offers/price}, or a CSS path
 * @param raw as it stands there, at most 200 characters
 */
public record Evidence(Syntax syntax, String path, String raw) {

    private static final int LONGEST = 200;

    public Evidence {
        path = cut(path);
        raw = cut(raw);
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
