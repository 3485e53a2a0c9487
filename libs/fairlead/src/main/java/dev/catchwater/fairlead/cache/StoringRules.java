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
        Control control = Control.of(response.headers(), policy);
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
                extent.get() instanceof Extent.Part ? withoutRange(fields) : fields,
                selecting,
                // What a POST invalidates was requested before its answer came; the answer itself was not.
                request.isGet() ? response.requestTime() : response.responseTime(),
                response.responseTime(),
                extent.get(),
                false);
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
        if (Control.ofRequest(request.headers()).has("no-store")) {
            return "the request says no-store";
        }
        String forbidden = forbidden(status, directives);
        if (forbidden != null) {
            return forbidden;
        }
        if (Vary.names(response.headers()).contains("*")) {
            return "it varies on everything";
        }
        String unshared = policy.isShared() ? unshared(request, directives) : null;
        if (unshared != null) {
            return unshared;
        }
        return mayBeStored(status, response.headers(), directives, policy)
                ? null
                : "its status is not cacheable by default, and it does not say that it may be stored";
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

    /** RFC 9111 §5.2.2.3: who understands the status ignores the no-store beside must-understand. */
    private static @Nullable String forbidden(int status, Directives directives) {
        if (directives.has("must-understand")) {
            return UNDERSTOOD.contains(status) ? null : "it says must-understand, and its status is unknown";
        }
        return directives.has("no-store") ? "it says no-store" : null;
    }

    private static @Nullable String unshared(CacheRequest request, Directives directives) {
        if (directives.hasUnqualified("private")) {
            return "it says private, and this cache is shared";
        }
        return request.headers().contains("Authorization") && !mayBeShared(directives)
                ? "the request was authorised, and it does not say that others may see it"
                : null;
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
        return several ? Optional.empty() : ContentRange.of(response.headers()).map(part -> part);
    }

    /** Of a part, only the extent says which; what the fields said was about one answer. */
    static Headers withoutRange(Headers fields) {
        return fields.without("Content-Range").without("Content-Length");
    }
}
