package dev.catchwater.fairlead;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates of HTTP (RFC 9110 §5.6.7), to the second. All three forms are read, whatever their case, their weekday and
 * their punctuation; a zone other than GMT or UTC is no date.
 */
public final class HttpDate {
    private static final int MAX_CHARS = 48;

    private static final Pattern IMF_AND_RFC850 =
            Pattern.compile("(?:[a-z]{3,9},? +)?(?<day>\\d{1,2})[ -]+(?<month>[a-z]{3})[ -]+(?<year>\\d{4}|\\d{2}) +"
                    + "(?<hour>\\d{1,2}):(?<minute>\\d{2}):(?<second>\\d{2}) +(?:gmt|utc)");

    private static final Pattern ASCTIME =
            Pattern.compile("[a-z]{3} +(?<month>[a-z]{3}) +(?<day>\\d{1,2}) +(?<hour>\\d{2}):(?<minute>\\d{2}):"
                    + "(?<second>\\d{2}) +(?<year>\\d{4})");

    /** RFC 9110 §5.6.7 to the letter, but for case (RFC 9111 §4.2). */
    private static final Pattern EXACT =
            Pattern.compile("(?:mon|tue|wed|thu|fri|sat|sun), \\d{2} [a-z]{3} \\d{4} \\d{2}:\\d{2}:\\d{2} gmt"
                    + "|(?:mon|tues|wednes|thurs|fri|satur|sun)day, \\d{2}-[a-z]{3}-\\d{2} \\d{2}:\\d{2}:\\d{2} gmt"
                    + "|(?:mon|tue|wed|thu|fri|sat|sun) [a-z]{3} (?:\\d{2}| \\d) \\d{2}:\\d{2}:\\d{2} \\d{4}");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final DateTimeFormatter IMF = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int LAST_YEAR = 9_999;

    private HttpDate() {}

    /** The preferred form; fractions of a second are cut off. */
    public static String format(Instant instant) {
        return IMF.format(instant);
    }

    /**
     * What a field says; empty if that is no date.
     *
     * @param now decides which century a year of two digits is in: never more than 50 years ahead
     */
    public static Optional<Instant> parse(String value, Instant now) {
        String text = value.trim().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher form = IMF_AND_RFC850.matcher(text);
        if (form.matches()) {
            return read(form, now);
        }
        form = ASCTIME.matcher(text);
        return form.matches() ? read(form, now) : Optional.empty();
    }

    /**
     * What a field says whose broken values have a meaning of their own, as those of Expires have (RFC 9111 §5.3): one of
     * the three forms, in any case but otherwise exactly.
     *
     * @param now as for {@link #parse}
     */
    public static Optional<Instant> parseExactly(String value, Instant now) {
        return EXACT.matcher(value.toLowerCase(Locale.ROOT)).matches() ? parse(value, now) : Optional.empty();
    }

    private static Optional<Instant> read(Matcher form, Instant now) {
        try {
            return Optional.of(LocalDateTime.of(
                            year(form.group("year"), now),
                            MONTHS.indexOf(form.group("month")) + 1,
                            Integer.parseInt(form.group("day")),
                            Integer.parseInt(form.group("hour")),
                            Integer.parseInt(form.group("minute")),
                            // A leap second: java.time has none.
                            Math.min(Integer.parseInt(form.group("second")), 59))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int year(String digits, Instant now) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 4) {
            return Math.min(year, LAST_YEAR);
        }
        int today = now.atOffset(ZoneOffset.UTC).getYear();
        int inThisCentury = today - today % 100 + year;
        return inThisCentury > today + 50 ? inThisCentury - 100 : inThisCentury;
    }
}
