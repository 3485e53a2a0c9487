package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Method;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RFC 9111 §3, clause by clause. */
final class StoringRules {
    /** Final statuses whose caching this cache knows to be what their definition asks for (RFC 9111 §5.2.2.3). */
    private static final Set<Integer> UNDERSTOOD = Set.of(
            200, 201, 202, 203, 204, 205, 206, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407,
            408, 409, 410, 411, 413, 414, 415, 417, 421, 422, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504,
            505, 511);

    /** Answers to the request's own conditions and ranges: under the URI's key they would answer others. */
    private static final Set<Integer> ANSWERS_TO_CONDITIONS = Set.of(304, 412, 416);

    private StoringRules() {}

    static Storing decide(CacheRequest request, OriginResponse response, CachePolicy policy) {
        Control control = Control.ruled(response.status(), response.headers(), policy);
        String refusal = refusal(request, response, control.directives(), policy);
        if (refusal != null) {
            return new Storing.Skip(refusal);
        }
        Headers fields = Fields.storable(response, policy);
        Optional<Extent> extent = extent(response);
        if (extent.isEmpty()) {
            return new Storing.Skip("the part that it carries cannot be told from its Content-Range");
        }
        Headers selecting = Vary.selecting(fields, request.headers());
        if (!Vary.fits(fields, selecting)) {
            return new Storing.Skip("it depends on more or longer request fields than are kept");
        }
        StoredResponse stored = new StoredResponse(
                response.status() == 206 ? 200 : response.status(),
                described(fields, response.status(), extent.get()),
                selecting,
                // What a POST invalidates was requested before its answer came; the answer itself was not.
                request.isGet() ? response.requestTime() : response.responseTime(),
                response.responseTime(),
                extent.get(),
                false,
                response.born());
        return Freshness.of(stored, policy, response.responseTime()).mayEverBeUsed(stored)
                ? new Storing.Store(stored)
                : new Storing.Skip("it can neither be used nor validated");
    }

    private static @Nullable String refusal(
            CacheRequest request, OriginResponse response, Directives directives, CachePolicy policy) {
        int status = response.status();
        if (!request.isGet() && !answersLaterGets(request, response, directives, policy)) {
            return "only responses to GET are stored";
        }
        if (status < 200 || status > 599 || ANSWERS_TO_CONDITIONS.contains(status)) {
            return "responses of status " + status + " are not stored";
        }
        String asked = forbiddenBy(request, directives, policy);
        return asked == null ? forbidden(status, response.headers(), directives, policy) : asked;
    }

    /**
     * Whether what is stored may be kept with the fields of a newer answer (RFC 9111 §4.3.4, §4.3.5): what could not be stored
     * in that form may not come to be stored by an update.
     *
     * @param merged the stored response with the newer fields
     */
    static Validation.Keeping mayKeep(CacheRequest request, StoredResponse merged, CachePolicy policy) {
        Headers headers = merged.headers();
        Directives directives = Control.ruled(merged.status(), headers, policy).directives();
        if (forbidden(merged.status(), headers, directives, policy) != null
                || !Vary.fits(headers, merged.selecting())) {
            return Validation.Keeping.REMOVED;
        }
        return forbiddenBy(request, directives, policy) == null
                ? Validation.Keeping.UPDATED
                : Validation.Keeping.UNCHANGED;
    }

    /** RFC 9110 §9.3.3: what a POST got is its target's own content, and says how long it is fresh. */
    private static boolean answersLaterGets(
            CacheRequest request, OriginResponse response, Directives directives, CachePolicy policy) {
        return request.method().equals(Method.POST)
                && response.status() == 200
                && (directives.has("max-age")
                        || (policy.isShared() && directives.has("s-maxage"))
                        || response.headers().contains("Expires"))
                && response.headers()
                        .first("Content-Location")
                        .flatMap(location -> Invalidation.sameOrigin(request.uri(), location))
                        .filter(PrimaryKey.of(request.uri())::equals)
                        .isPresent();
    }

    /** What the request has against storing the answer to it. */
    private static @Nullable String forbiddenBy(CacheRequest request, Directives directives, CachePolicy policy) {
        if (Control.ofRequest(request.headers()).has("no-store")) {
            return "the request says no-store";
        }
        return policy.isShared() && request.headers().contains("Authorization") && !mayBeShared(directives)
                ? "the request was authorised, and it does not say that others may see it"
                : null;
    }

    /** What the answer itself has against it. */
    private static @Nullable String forbidden(int status, Headers headers, Directives directives, CachePolicy policy) {
        if (directives.has("must-understand") && !UNDERSTOOD.contains(status)) {
            return "it says must-understand, and its status is unknown";
        }
        // RFC 9111 §5.2.2.3: who understands the status ignores the no-store beside must-understand.
        if (directives.has("no-store") && !directives.has("must-understand")) {
            return "it says no-store";
        }
        if (Vary.names(headers).contains("*")) {
            return "it varies on everything";
        }
        if (policy.isShared() && directives.hasUnqualified("private")) {
            return "it says private, and this cache is shared";
        }
        return mayBeStored(status, headers, directives, policy)
                ? null
                : "its status is not cacheable by default, and it does not say that it may be stored";
    }

    /** RFC 9111 §3.5. */
    private static boolean mayBeShared(Directives directives) {
        return directives.has("must-revalidate") || directives.has("public") || directives.has("s-maxage");
    }

    /** RFC 9111 §3, the last clause: at least one of these. */
    private static boolean mayBeStored(int status, Headers headers, Directives directives, CachePolicy policy) {
        return directives.has("public")
                || (!policy.isShared() && directives.has("private"))
                || headers.contains("Expires")
                || directives.has("max-age")
                || (policy.isShared() && directives.has("s-maxage"))
                || Terms.isHeuristicallyCacheable(status);
    }

    private static Optional<Extent> extent(OriginResponse response) {
        if (response.status() != 206) {
            return Optional.of(new Extent.Whole(Extent.UNKNOWN));
        }
        boolean several = response.headers()
                .first("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/byteranges"))
                .isPresent();
        return several
                ? Optional.empty()
                : ContentRange.of(response.headers()).map(part -> Extent.of(part.first(), part.last(), part.total()));
    }

    /** Of a part, only the extent says which; what the fields said was about one answer. */
    private static Headers described(Headers fields, int status, Extent extent) {
        if (status != 206) {
            return fields;
        }
        Headers plain = fields.without("Content-Range").without("Content-Length");
        return extent instanceof Extent.Whole(long length)
                ? plain.with("Content-Length", Long.toString(length))
                : plain;
    }
}
