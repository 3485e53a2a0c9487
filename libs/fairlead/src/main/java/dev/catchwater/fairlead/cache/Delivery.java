package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An answer made of a stored response: the client's own conditions and range are met (RFC 9111 §4.3.2, RFC 9110 §13,
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
        Optional<RangeRequest> range = range(request, stored);
        if (range.isEmpty()) {
            return false;
        }
        Optional<Extent.Part> wanted = range.get().in(held.total());
        return wanted.isEmpty()
                || (held.first() <= wanted.get().first() && wanted.get().last() <= held.last());
    }

    static Delivery of(CacheRequest request, StoredResponse stored, Instant now) {
        if (!isPossible(request, stored)) {
            throw new IllegalArgumentException("the stored part does not hold what is asked for");
        }
        String age = Long.toString(Ages.current(stored, now).toSeconds());
        Headers fields = stored.headers().with("Age", age);
        if (Preconditions.notModified(request.headers(), stored)) {
            return new Delivery(304, Fields.only(fields, name -> !NOT_IN_304.contains(name)), new Content.None());
        }
        if (request.isHead()) {
            Headers head = stored.extent() instanceof Extent.Part part
                    ? fields.with("Content-Length", Long.toString(part.total()))
                    : fields;
            return new Delivery(stored.status(), head, new Content.None());
        }
        Optional<RangeRequest> range = range(request, stored);
        long total = total(stored.extent());
        return range.isPresent() && total != Extent.UNKNOWN
                ? ranged(stored, fields, range.get(), total, now)
                : new Delivery(stored.status(), fields, new Content.Bytes(0, total));
    }

    private static Delivery ranged(StoredResponse stored, Headers fields, RangeRequest range, long total, Instant now) {
        Optional<Extent.Part> wanted = range.in(total);
        if (wanted.isEmpty()) {
            Headers refusal = Headers.of(
                    "Date", HttpDate.format(now),
                    "Content-Range", ContentRange.unsatisfied(total),
                    "Content-Length", "0");
            return new Delivery(416, refusal, new Content.None());
        }
        Extent.Part part = wanted.get();
        long held = stored.extent() instanceof Extent.Part some ? some.first() : 0;
        Headers partial = fields.with("Content-Range", ContentRange.format(part.first(), part.last(), total))
                .with("Content-Length", Long.toString(part.length()));
        return new Delivery(206, partial, new Content.Bytes(part.first() - held, part.length()));
    }

    /** Ranges are for GET and a stored 200, and only if If-Range holds (RFC 9110 §14.2). */
    private static Optional<RangeRequest> range(CacheRequest request, StoredResponse stored) {
        return request.isGet() && stored.status() == 200 && Preconditions.rangeStands(request.headers(), stored)
                ? RangeRequest.of(request.headers())
                : Optional.empty();
    }

    private static long total(Extent extent) {
        return switch (extent) {
            case Extent.Whole(long length) -> length;
            case Extent.Part part -> part.total();
        };
    }
}
