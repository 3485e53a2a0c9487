package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Content-Range (RFC 9110 §14.4), bytes only. */
final class ContentRange {
    private static final Pattern FORM = Pattern.compile("bytes +(\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private ContentRange() {}

    /** The part that an answer carries; empty if it does not say, not the whole length, or nonsense. */
    static Optional<Extent.Part> of(Headers response) {
        if (response.all("Content-Range").size() != 1) {
            return Optional.empty();
        }
        Matcher form =
                FORM.matcher(response.first("Content-Range").orElse("").strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(form.group(1));
        long last = Long.parseLong(form.group(2));
        long total = Long.parseLong(form.group(3));
        return first <= last && last < total ? Optional.of(new Extent.Part(first, last, total)) : Optional.empty();
    }

    static String format(long first, long last, long total) {
        return "bytes " + first + "-" + last + "/" + total;
    }

    static String unsatisfied(long total) {
        return "bytes */" + total;
    }
}
