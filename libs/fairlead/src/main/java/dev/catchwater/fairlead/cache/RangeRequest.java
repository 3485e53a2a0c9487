package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes that is asked for (RFC 9110 §14.1.2). Several ranges, other units and what cannot be read count as
 * no range: a server may ignore Range (§14.2), and several are where amplification begins (§17.15).
 *
 * @param first the first byte, or -1 for the last {@code last} bytes
 * @param last the last byte, included; {@link Long#MAX_VALUE} for all to the end
 */
record RangeRequest(long first, long last) {
    private static final Pattern FORM = Pattern.compile("bytes *= *(\\d*)-(\\d*)");

    /** What the request asks of a representation; empty if all of it. */
    static Optional<RangeRequest> of(Headers request) {
        List<String> lines = request.all("Range");
        if (lines.size() != 1) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(lines.getFirst().strip().toLowerCase(Locale.ROOT));
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (form.group(1).isEmpty()) {
            return Optional.of(new RangeRequest(-1, number(form.group(2))));
        }
        long first = number(form.group(1));
        long last = form.group(2).isEmpty() ? Long.MAX_VALUE : number(form.group(2));
        return first <= last ? Optional.of(new RangeRequest(first, last)) : Optional.empty();
    }

    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** The bytes of a representation of this length; empty if it has none of them (416). */
    Optional<Extent.Part> in(long total) {
        long from = first >= 0 ? first : Math.max(0, total - last);
        long to = first >= 0 ? Math.min(last, total - 1) : total - 1;
        return from <= to ? Optional.of(new Extent.Part(from, to, total)) : Optional.empty();
    }
}
