package dev.catchwater.aggregator.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins: below {@code (sortAt, id)}, among the posts whose transaction came before {@code asOf}.
 * The last part keeps a scroll steady: what is ingested after it began neither shifts nor repeats a page.
 *
 * @param asOf exclusive bound of transaction ids
 */
public record Cursor(Instant sortAt, long id, long asOf) {

    private static final Pattern TEXT = Pattern.compile("1\\|(-?\\d{1,18})\\|(\\d{1,19})\\|(\\d{1,18})");

    /** For sealing into the opaque token that clients get. */
    public String text() {
        return "1|" + ChronoUnit.MICROS.between(Instant.EPOCH, sortAt) + "|" + id + "|" + asOf;
    }

    /** The cursor written so, or empty if it is none. */
    public static Optional<Cursor> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant sortAt = Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS);
            return Optional.of(new Cursor(sortAt, Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
