package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Content-Range of a 206 (RFC 9110 §14.4): from the first to the last byte, both counted, of so many. */
record ContentRange(long first, long last, OptionalLong total) {
    private static final Pattern FORM = Pattern.compile("bytes +(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /** The one that the answer carries; empty if it has none, several, or nonsense. */
    static Optional<ContentRange> of(Headers headers) {
        List<String> lines = headers.all("Content-Range");
        Matcher form =
                FORM.matcher(lines.isEmpty() ? "" : lines.getFirst().strip().toLowerCase(Locale.ROOT));
        if (lines.size() != 1 || !form.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(form.group(1));
        long last = Long.parseLong(form.group(2));
        OptionalLong total =
                form.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(form.group(3)));
        return first <= last && (total.isEmpty() || last < total.getAsLong())
                ? Optional.of(new ContentRange(first, last, total))
                : Optional.empty();
    }
}
