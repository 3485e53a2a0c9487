package dev.catchwater.prices.source;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What tells a wall from a page: its title, and the scripts it loads. */
final class Markers {

    private static final int LONGEST = 4_000;
    // No tag goes over the beginning of the next: a page full of tags that do not end would be read for each of them.
    private static final Pattern TELLING = Pattern.compile(
            "<title[^<>]{0,200}>[^<]{0,300}|<script[^<>]{0,500}src=[\"']?[^\"'> ]{1,300}|<h1[^<>]{0,200}>[^<]{0,200}",
            Pattern.CASE_INSENSITIVE);

    private Markers() {}

    static String of(String html) {
        String all = TELLING.matcher(html)
                .results()
                .limit(40)
                .map(found -> found.group())
                .collect(Collectors.joining("\n"));
        return (all.length() > LONGEST ? all.substring(0, LONGEST) : all).toLowerCase(Locale.ROOT);
    }
}
