package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * What the fields of a stored response say about it, whoever asks: read once, since every request for it has to know.
 *
 * @param date when the origin made it; never later than it came
 * @param came when its answer came
 * @param initialAge how old it was then, in nanoseconds (RFC 9111 §4.2.3)
 * @param headers its fields without Age, which each use tells anew
 */
record Metadata(
        Instant date,
        Instant came,
        long initialAge,
        Optional<EntityTag> tag,
        Optional<Instant> lastModified,
        Selection selection,
        Set<String> groups,
        Headers headers) {

    static Metadata of(StoredResponse stored) {
        Headers fields = stored.headers();
        Instant date = date(stored);
        return new Metadata(
                date,
                stored.responseTime(),
                initialAge(stored, date),
                fields.first("ETag").flatMap(EntityTag::of),
                fields.first("Last-Modified").flatMap(value -> HttpDate.parse(value, stored.responseTime())),
                Selection.of(fields, stored.selecting()),
                Collections.unmodifiableSet(Groups.of(fields, Groups.MEMBERSHIP)),
                fields.without("Age"));
    }

    private static Instant date(StoredResponse stored) {
        Instant came = stored.responseTime();
        Instant date = stored.headers()
                .first("Date")
                .flatMap(value -> HttpDate.parse(value, came))
                .orElse(came);
        return date.isAfter(came) ? came : date;
    }

    private static long initialAge(StoredResponse stored, Instant date) {
        long apparent = Nanos.between(date, stored.responseTime());
        long delay = Math.max(0, Nanos.between(stored.requestTime(), stored.responseTime()));
        return Math.max(apparent, statedAge(stored.headers()) + delay);
    }

    /** RFC 9111 §5.1: of several the first counts, and what is no number does not. */
    private static long statedAge(Headers headers) {
        return headers.first("Age")
                .map(value -> value.split(",", 2)[0].strip())
                .map(value -> Nanos.ofSeconds(Directives.number(value, 0)))
                .orElse(0L);
    }

    /** How old it is now, in nanoseconds (RFC 9111 §4.2.3). */
    long age(Instant now) {
        return initialAge + Math.max(0, Nanos.between(came, now));
    }
}
