package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An answer made of a stored response: the client's own conditions and ranges are met (RFC 9111 §4.3.2, RFC 9110 §13,
 * §14), Age is told (§5.1).
 */
public record Delivery(int status, Headers headers, Content content) {
    /** Which of the stored bytes belong to the answer. */
    public sealed interface Content {
        /** None. */
        record None() implements Content {}

        /**
         * These.
         *
         * @param offset into what is stored, which for a part is not an offset into the representation
         * @param length {@link Extent#UNKNOWN}: all from there
         */
        record Bytes(long offset, long length) implements Content {}

        /**
         * Several runs, each after a head of its own (multipart/byteranges, RFC 9110 §15.3.7.2).
         *
         * @param end what follows the last, in ASCII
         */
        record Parts(List<Part> parts, String end) implements Content {}

        /**
         * A head, and then these bytes, as in {@link Bytes}.
         *
         * @param head one octet a character (ISO-8859-1), as header fields are read: it quotes one of the origin's
         */
        record Part(String head, long offset, long length) {}
    }

    /** RFC 9110 §15.4.5: metadata of content that is not sent. */
    private static final Set<String> NOT_IN_304 =
            Set.of("content-encoding", "content-language", "content-length", "content-range", "content-type");

    /** Whether enough bytes are held to answer. */
    static boolean isPossible(CacheRequest request, StoredResponse stored) {
        if (!(stored.extent() instanceof Extent.Part held)
                || request.isHead()
                || Preconditions.notModified(request.headers(), stored)) {
            return true;
        }
        Optional<ByteRanges> ranges = ranges(request, stored);
        return ranges.isPresent()
                && ranges.get().in(held.total()).stream()
                        .allMatch(wanted -> held.first() <= wanted.first() && wanted.last() <= held.last());
    }

    static Delivery of(CacheRequest request, StoredResponse stored, Instant now) {
        if (!isPossible(request, stored)) {
            throw new IllegalArgumentException("the stored part does not hold what is asked for");
        }
        Metadata metadata = stored.metadata();
        String age = Long.toString(Nanos.toSeconds(metadata.age(now)));
        Headers fields = metadata.headers().and(Headers.received(new String[] {"Age", age}));
        if (Preconditions.notModified(request.headers(), stored)) {
            return new Delivery(304, Fields.only(fields, name -> !NOT_IN_304.contains(name)), new Content.None());
        }
        if (request.isHead()) {
            Headers head = stored.extent() instanceof Extent.Part part
                    ? fields.with("Content-Length", Long.toString(part.total()))
                    : fields;
            return new Delivery(stored.status(), head, new Content.None());
        }
        Optional<ByteRanges> ranges = ranges(request, stored);
        long total = total(stored.extent());
        return ranges.isPresent() && total != Extent.UNKNOWN
                ? ranged(stored, fields, ranges.get().in(total), total, now)
                : new Delivery(stored.status(), fields, new Content.Bytes(0, total));
    }

    private static Delivery ranged(
            StoredResponse stored, Headers fields, List<Extent.Part> wanted, long total, Instant now) {
        if (wanted.isEmpty()) {
            Headers refusal = Headers.of(
                    "Date", HttpDate.format(now),
                    "Content-Range", ContentRange.unsatisfied(total),
                    "Content-Length", "0");
            return new Delivery(416, refusal, new Content.None());
        }
        long held = stored.extent() instanceof Extent.Part some ? some.first() : 0;
        if (wanted.size() > 1) {
            return Multipart.of(fields, wanted, held, now);
        }
        Extent.Part part = wanted.getFirst();
        Headers partial = fields.with("Content-Range", ContentRange.format(part.first(), part.last(), total))
                .with("Content-Length", Long.toString(part.length()));
        return new Delivery(206, partial, new Content.Bytes(part.first() - held, part.length()));
    }

    /** Ranges are for GET and a stored 200, and only if If-Range holds (RFC 9110 §14.2). */
    private static Optional<ByteRanges> ranges(CacheRequest request, StoredResponse stored) {
        return request.isGet()
                        && stored.status() == 200
                        && request.headers().contains("Range")
                        && Preconditions.rangeStands(request.headers(), stored)
                ? ByteRanges.of(request.headers())
                : Optional.empty();
    }

    private static long total(Extent extent) {
        return switch (extent) {
            case Extent.Whole(long length) -> length;
            case Extent.Part part -> part.total();
        };
    }
}
