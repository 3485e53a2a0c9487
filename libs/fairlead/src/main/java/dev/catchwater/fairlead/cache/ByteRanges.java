package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ranges of bytes that a request asks for (RFC 9110 §14.1.2). What cannot be read, other units, and lists that look
 * like an attack (§14.2, §17.15: too many, not ascending, overlapping more than twice) count as no range: a server may
 * ignore Range.
 *
 * @param wanted in the order of the request
 */
record ByteRanges(List<Wanted> wanted) {
    /** More than this is nobody's honest wish. */
    static final int MAX = 16;

    private static final int MAX_CHARS = 1_024;

    /** A gap that is cheaper to send than the head of another part (RFC 9110 §15.3.7.2). */
    private static final long GAP = 80;

    private static final Pattern FORM = Pattern.compile("(\\d*)-(\\d*)");

    /**
     * One range.
     *
     * @param first the first byte, or -1 for the last {@code last} bytes
     * @param last the last byte, included; {@link Long#MAX_VALUE} for all to the end
     */
    private record Wanted(long first, long last) {
        static Optional<Wanted> of(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
                return Optional.empty();
            }
            if (form.group(1).isEmpty()) {
                return Optional.of(new Wanted(-1, number(form.group(2))));
            }
            long first = number(form.group(1));
            long last = form.group(2).isEmpty() ? Long.MAX_VALUE : number(form.group(2));
            return first <= last ? Optional.of(new Wanted(first, last)) : Optional.empty();
        }

        private static long number(String digits) {
            return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        }

        Optional<Extent.Part> in(long total) {
            long from = first >= 0 ? first : Math.max(0, total - last);
            long to = first >= 0 ? Math.min(last, total - 1) : total - 1;
            return from <= to ? Optional.of(new Extent.Part(from, to, total)) : Optional.empty();
        }
    }

    /** What the request asks of a representation; empty if all of it. */
    static Optional<ByteRanges> of(Headers request) {
        List<String> lines = request.all("Range");
        if (lines.size() != 1 || lines.getFirst().length() > MAX_CHARS) {
            return Optional.empty();
        }
        String[] unit = lines.getFirst().strip().toLowerCase(Locale.ROOT).split(" *= *", 2);
        String[] texts =
                unit.length == 2 && unit[0].equals("bytes") ? unit[1].split("[ \t]*,[ \t]*", -1) : new String[0];
        List<Wanted> wanted = new ArrayList<>();
        for (String text : texts) {
            Wanted.of(text).ifPresent(wanted::add);
        }
        return wanted.isEmpty() || wanted.size() < texts.length || wanted.size() > MAX
                ? Optional.empty()
                : Optional.of(new ByteRanges(wanted));
    }

    /**
     * The bytes of a representation of this length, those that touch or nearly do made into one; nothing if it has none of
     * them (416), all of it if the list is to be ignored.
     */
    List<Extent.Part> in(long total) {
        List<Extent.Part> parts = new ArrayList<>();
        int overlaps = 0;
        long before = -1;
        for (Wanted range : wanted) {
            Optional<Extent.Part> found = range.in(total);
            if (found.isPresent()) {
                Extent.Part part = found.get();
                Extent.Part last = parts.isEmpty() ? null : parts.getLast();
                overlaps += last != null && part.first() <= last.last() ? 1 : 0;
                if (part.first() < before || overlaps > 2) {
                    return List.of(new Extent.Part(0, total - 1, total));
                }
                before = part.first();
                add(parts, part);
            }
        }
        return parts;
    }

    private static void add(List<Extent.Part> parts, Extent.Part part) {
        Extent.Part last = parts.isEmpty() ? null : parts.getLast();
        if (last != null && part.first() <= last.last() + GAP) {
            parts.removeLast();
            parts.add(new Extent.Part(last.first(), Math.max(last.last(), part.last()), part.total()));
        } else {
            parts.add(part);
        }
    }
}
