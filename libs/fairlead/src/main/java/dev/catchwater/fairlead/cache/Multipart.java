package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Several ranges in one answer (RFC 9110 §14.6, §15.3.7.2). */
final class Multipart {
    private Multipart() {}

    /**
     * The answer.
     *
     * @param held where what is stored begins in the representation
     */
    static Delivery of(Headers fields, List<Extent.Part> wanted, long held, Instant now) {
        String boundary = boundary(fields, now);
        String type = fields.first("Content-Type")
                .map(value -> "Content-Type: " + value + "\r\n")
                .orElse("");
        List<Delivery.Content.Part> parts = new ArrayList<>();
        long length = 0;
        for (Extent.Part part : wanted) {
            String head = (parts.isEmpty() ? "--" : "\r\n--") + boundary + "\r\n" + type + "Content-Range: "
                    + ContentRange.format(part.first(), part.last(), part.total()) + "\r\n\r\n";
            parts.add(new Delivery.Content.Part(head, part.first() - held, part.length()));
            length += head.length() + part.length();
        }
        String end = "\r\n--" + boundary + "--\r\n";
        Headers multipart = fields.without("Content-Range")
                .with("Content-Type", "multipart/byteranges; boundary=" + boundary)
                .with("Content-Length", Long.toString(length + end.length()));
        return new Delivery(206, multipart, new Delivery.Content.Parts(parts, end));
    }

    /** Whoever wrote the content knows neither the nanosecond nor the rest of it that will be sent. */
    private static String boundary(Headers fields, Instant now) {
        long moment = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        long mixed = (moment ^ ((long) fields.hashCode() << 32)) * 0x9E3779B97F4A7C15L;
        return "range-" + Long.toHexString(mixed ^ (mixed >>> 29)) + Long.toHexString(moment);
    }
}
