package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which version of the content an answer carried.
 *
 * @param validator what If-Range may name (RFC 9110 §13.1.5): a strong ETag; without any ETag, a Last-Modified at least a
 *     second older than its answer (§8.8.2.2)
 * @param etag the strong ETag, where that is the validator
 */
record Version(Optional<String> validator, Optional<String> etag) {
    static final Version UNKNOWN = new Version(Optional.empty(), Optional.empty());

    private static final int MAX_CHARS = 1_024;
    private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

    static Version of(Headers headers, Instant now) {
        Optional<String> etag = headers.first("ETag");
        if (etag.isPresent()) {
            Optional<String> strong = etag.filter(Version::isStrong);
            return new Version(strong, strong);
        }
        return new Version(
                headers.first("Last-Modified").filter(text -> isStrong(text, headers, now)), Optional.empty());
    }

    private static boolean isStrong(String etag) {
        return etag.length() <= MAX_CHARS && STRONG.matcher(etag).matches();
    }

    private static boolean isStrong(String lastModified, Headers headers, Instant now) {
        Optional<Instant> changed = HttpDate.parse(lastModified, now);
        Optional<Instant> answered = headers.first("Date").flatMap(date -> HttpDate.parse(date, now));
        return changed.isPresent()
                && answered.isPresent()
                && !changed.get().plusSeconds(1).isAfter(answered.get());
    }
}
