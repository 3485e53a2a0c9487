package dev.catchwater.prices.source.lists;

import dev.catchwater.prices.Reading;
import dev.catchwater.prices.page.PageFacts;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Product feeds as tab-separated text: a line of names, and a line for each item. */
final class MerchantTable {

    private static final int MOST_COLUMNS = 200;

    private MerchantTable() {}

    /** The items of a feed, at most {@link Reading#MOST}; none if its first line does not name an {@code id}. */
    static List<PageFacts> read(String text, URI feed, Instant now) {
        Iterator<String> lines = text.lines().iterator();
        List<String> names = lines.hasNext() ? names(lines.next()) : List.of();
        List<PageFacts> entries = new ArrayList<>();
        while (names.contains("id") && lines.hasNext() && entries.size() < Reading.MOST) {
            String[] values = lines.next().split("\t", MOST_COLUMNS);
            MerchantItem item = new MerchantItem();
            for (int i = 0; i < Math.min(values.length, names.size()); i++) {
                String name = names.get(i);
                item.put(name, name.equals("shipping") ? rate(bare(values[i])) : bare(values[i]));
            }
            item.facts(feed, now).ifPresent(entries::add);
        }
        return entries;
    }

    // shipping(country:price) is shipping; "image link" and image_link are one.
    private static List<String> names(String line) {
        return List.of(line.split("\t", MOST_COLUMNS)).stream()
                .map(name -> bare(name)
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("\\(.*", "")
                        .strip()
                        .replace(' ', '_'))
                .toList();
    }

    // DE::Standard:4.90 EUR,AT:… : the price is the last part of the first rate.
    private static String rate(String value) {
        String first = value.split(",(?=[A-Z]{2}:)", 2)[0];
        return first.substring(first.lastIndexOf(':') + 1);
    }

    private static String bare(String value) {
        String text = value.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text;
    }
}
