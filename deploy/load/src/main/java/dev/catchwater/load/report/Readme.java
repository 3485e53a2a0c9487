package dev.catchwater.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that results are kept in, between {@code <!-- NAME -->} and {@code <!-- /NAME -->}. */
public record Readme(Path page) {
    /** Replaces what the page says under this name. */
    public void put(String name, String results) throws IOException {
        Files.writeString(page, replaced(Files.readString(page), name, results));
    }

    static String replaced(String text, String name, String results) {
        String begin = "<!-- " + name + " -->";
        String end = "<!-- /" + name + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no place for " + name);
        }
        return text.substring(0, from + begin.length()) + "\n" + results.strip() + "\n" + text.substring(to);
    }
}
