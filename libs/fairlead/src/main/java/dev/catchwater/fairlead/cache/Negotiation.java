package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the origin which of the stored variants it would answer with, where none was selected by such a request
 * (RFC 9111 §4.1, §4.3.1). Only strong tags are asked about: a weak one may stand for several variants.
 */
final class Negotiation {
    /** Tags in one request, those of the newest responses; each costs bytes on the wire. */
    private static final int MAX_TAGS = 16;

    private static final int MAX_TAG_CHARS = 128;

    private static final List<String> OWN_CONDITIONS =
            List.of("If-None-Match", "If-Modified-Since", "If-Range", "Range");

    private Negotiation() {}

    static Verdict among(CacheRequest request, Collection<StoredResponse> candidates) {
        boolean plain = request.isGet() && OWN_CONDITIONS.stream().noneMatch(request.headers()::contains);
        List<StoredResponse> variants = plain
                ? candidates.stream()
                        .filter(stored -> isOffered(stored, request.headers()))
                        .sorted(Comparator.comparing(StoredResponse::responseTime)
                                .reversed())
                        .limit(MAX_TAGS)
                        .toList()
                : List.of();
        if (variants.isEmpty()) {
            return new Verdict.Fetch(Forward.VARY_MISS);
        }
        String tags = String.join(
                ", ",
                variants.stream()
                        .flatMap(stored -> stored.headers().first("ETag").stream())
                        .distinct()
                        .toList());
        return new Verdict.Negotiate(variants, Headers.received(new String[] {"If-None-Match", tags}));
    }

    private static boolean isOffered(StoredResponse stored, Headers request) {
        return stored.status() == 200
                && stored.extent() instanceof Extent.Whole
                && stored.headers()
                        .first("ETag")
                        .filter(tag -> tag.startsWith("\"") && tag.length() <= MAX_TAG_CHARS)
                        .isPresent()
                && stored.metadata().tag().isPresent()
                && isAcceptable(stored.headers(), request);
    }

    /** Many origins give all codings of a resource one tag, and would confirm what the client cannot decode. */
    private static boolean isAcceptable(Headers stored, Headers request) {
        Optional<String> coding = stored.first("Content-Encoding");
        String accepted = String.join(",", request.all("Accept-Encoding")).toLowerCase(Locale.ROOT);
        return coding.isEmpty() || accepted.contains(coding.get().strip().toLowerCase(Locale.ROOT));
    }

    /** RFC 9111 §4.3.4: which one a 304 is about. */
    static Optional<StoredResponse> chosen(List<StoredResponse> variants, Headers notModified) {
        Optional<EntityTag> tag = notModified.first("ETag").flatMap(EntityTag::of);
        if (tag.isEmpty()) {
            return variants.size() == 1 ? Optional.of(variants.getFirst()) : Optional.empty();
        }
        return variants.stream()
                .filter(stored -> stored.metadata()
                        .tag()
                        .filter(tag.get()::stronglyEquals)
                        .isPresent())
                .findFirst();
    }
}
