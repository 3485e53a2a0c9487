package dev.catchwater.fairlead.cookies;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as servers write them into Expires: any order, almost any separators (RFC 6265bis §5.1.1). */
final class CookieDate {
    private static final Pattern SEPARATORS = Pattern.compile("[\\x09\\x20-\\x2F\\x3B-\\x40\\x5B-\\x60\\x7B-\\x7E]+");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(\\D.*)?");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(\\D.*)?");
    private static final Pattern YEAR = Pattern.compile("(\\d{2,4})(\\D.*)?");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private int hour = -1;
    private int minute;
    private int second;
    private int day;
    private int month;
    private int year = -1;

    private CookieDate() {}

    static Optional<Instant> parse(String text) {
        CookieDate date = new CookieDate();
        for (String token : SEPARATORS.split(text, -1)) {
            date.read(token);
        }
        return date.instant();
    }

    /** A token is the first thing it can be that has not been found yet. */
    private void read(String token) {
        Matcher time = TIME.matcher(token);
        Matcher dayOfMonth = DAY.matcher(token);
        Matcher years = YEAR.matcher(token);
        if (hour < 0 && time.matches()) {
            hour = Integer.parseInt(time.group(1));
            minute = Integer.parseInt(time.group(2));
            second = Integer.parseInt(time.group(3));
        } else if (day == 0 && dayOfMonth.matches()) {
            day = Integer.parseInt(dayOfMonth.group(1));
        } else if (month == 0 && token.length() >= 3 && monthOf(token) > 0) {
            month = monthOf(token);
        } else if (year < 0 && years.matches()) {
            year = Integer.parseInt(years.group(1));
        }
    }

    private static int monthOf(String token) {
        return MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private Optional<Instant> instant() {
        int full = year >= 70 && year <= 99 ? year + 1900 : year >= 0 && year <= 69 ? year + 2000 : year;
        if (hour < 0 || day == 0 || month == 0 || full < 1601) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.of(full, month, day, hour, minute, second).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
