package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two parts of one representation made into one (RFC 9111 §3.4, RFC 9110 §15.3.7.3).
 *
 * @param response to be stored instead of the old part
 * @param pieces its content, in order
 */
public record Combining(StoredResponse response, List<Piece> pieces) {
    /** A run of bytes. */
    public sealed interface Piece {
        /** Of what is stored. */
        record Held(long offset, long length) implements Piece {}

        /** Of the body that has come now. */
        record Received(long offset, long length) implements Piece {}
    }

    /**
     * The Range and If-Range that would complete it; empty if one range cannot, or only a weak validator holds it together. If
     * there is none at all, the rest is asked for without a condition: an origin that does no ranges sends the whole, and what
     * another one sends cannot be combined (RFC 9111 §3.4), so that it is asked again.
     */
    static Optional<Headers> missing(CacheRequest request, StoredResponse stored) {
        Optional<String> tag = stored.headers().first("ETag");
        boolean strong = tag.flatMap(EntityTag::of).filter(etag -> !etag.weak()).isPresent();
        if (!(stored.extent() instanceof Extent.Part part)
                || !(strong || !stored.hasValidator())
                || !request.isGet()
                || request.headers().contains("Range")) {
            return Optional.empty();
        }
        String range = part.first() == 0
                ? "bytes=" + (part.last() + 1) + "-"
                : part.last() == part.total() - 1 ? "bytes=0-" + (part.first() - 1) : "";
        if (range.isEmpty()) {
            return Optional.empty();
        }
        Headers rest = Headers.received(new String[] {"Range", range});
        return Optional.of(strong ? rest.and(Headers.received(new String[] {"If-Range", tag.orElseThrow()})) : rest);
    }

    static Optional<Combining> of(
            CacheRequest request, StoredResponse stored, OriginResponse response, CachePolicy policy) {
        Optional<Extent.Part> came = ContentRange.of(response.headers());
        if (response.status() != 206
                || came.isEmpty()
                || !(held(stored) instanceof Extent.Part held)
                || !touch(held, came.get())
                || !sameRepresentation(stored, response)
                || !Vary.matches(stored, request.headers(), policy)
                || !(StoringRules.decide(request, response, policy) instanceof Storing.Store)) {
            return Optional.empty();
        }
        // Its bytes are not all as young as the exchange that confirmed them.
        StoredResponse updated = Validating.updated(request, stored, response, policy)
                .withBorn(Math.min(stored.born(), response.born()));
        long first = Math.min(held.first(), came.get().first());
        long last = Math.max(held.last(), came.get().last());
        return Optional.of(
                new Combining(extended(updated, Extent.of(first, last, held.total())), pieces(held, came.get())));
    }

    private static Extent held(StoredResponse stored) {
        return stored.status() == 200 && stored.extent() instanceof Extent.Whole(long length) && length > 0
                ? new Extent.Part(0, length - 1, length)
                : stored.extent();
    }

    /** An answer that broke off, as an answer with the bytes that came (RFC 9111 §3.3). */
    static Optional<OriginResponse> cut(OriginResponse response, long received) {
        Headers headers = response.headers();
        Optional<Extent.Part> sent = response.status() == 206 ? ContentRange.of(headers) : all(response);
        return sent.filter(part -> received > 0 && received < part.length())
                .map(part -> ContentRange.format(part.first(), part.first() + received - 1, part.total()))
                .map(range -> new OriginResponse(
                        206,
                        headers.without("Content-Length").with("Content-Range", range),
                        response.requestTime(),
                        response.responseTime(),
                        response.born()));
    }

    private static Optional<Extent.Part> all(OriginResponse response) {
        List<String> lengths = response.headers().all("Content-Length");
        boolean told = response.status() == 200
                && lengths.size() == 1
                && lengths.getFirst().matches("[1-9]\\d{0,17}");
        return told
                ? Optional.of(lengths.getFirst())
                        .map(Long::parseLong)
                        .map(length -> new Extent.Part(0, length - 1, length))
                : Optional.empty();
    }

    private static boolean touch(Extent.Part held, Extent.Part came) {
        return held.total() == came.total() && came.first() <= held.last() + 1 && held.first() <= came.last() + 1;
    }

    /** The same strong tag; and the same coding, since some origins give all codings of a resource one tag. */
    private static boolean sameRepresentation(StoredResponse stored, OriginResponse response) {
        Optional<EntityTag> tag = response.headers().first("ETag").flatMap(EntityTag::of);
        return stored.headers()
                        .all("Content-Encoding")
                        .equals(response.headers().all("Content-Encoding"))
                && stored.metadata()
                        .tag()
                        .filter(held -> tag.filter(held::stronglyEquals).isPresent())
                        .isPresent();
    }

    private static StoredResponse extended(StoredResponse updated, Extent extent) {
        if (!(extent instanceof Extent.Whole(long total))) {
            return updated.withExtent(extent);
        }
        return new StoredResponse(
                updated.status(),
                updated.headers().with("Content-Length", Long.toString(total)),
                updated.selecting(),
                updated.requestTime(),
                updated.responseTime(),
                extent,
                false,
                updated.born());
    }

    private static List<Piece> pieces(Extent.Part held, Extent.Part came) {
        List<Piece> pieces = new ArrayList<>();
        if (held.first() < came.first()) {
            pieces.add(new Piece.Held(0, came.first() - held.first()));
        }
        pieces.add(new Piece.Received(0, came.length()));
        if (held.last() > came.last()) {
            pieces.add(new Piece.Held(came.last() + 1 - held.first(), held.last() - came.last()));
        }
        return pieces;
    }
}
