package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpDate;
import dev.catchwater.fairlead.Method;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Requests and responses at a fixed time. */
final class Given {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final URI TARGET = URI.create("https://origin.test/thing?a=b");

    static final CacheRules PRIVATE = new CacheRules(CachePolicy.PRIVATE);
    static final CacheRules SHARED = new CacheRules(CachePolicy.SHARED);

    private Given() {}

    static CacheRequest get(String... headers) {
        return request("GET", headers);
    }

    static CacheRequest request(String method, String... headers) {
        return new CacheRequest(new Method(method), TARGET, Headers.received(headers));
    }

    /** An answer that was asked for and came now. */
    static OriginResponse response(int status, String... headers) {
        return new OriginResponse(status, Headers.received(headers), NOW, NOW);
    }

    static OriginResponse at(Instant time, int status, String... headers) {
        return new OriginResponse(status, Headers.received(headers), time, time);
    }

    /** The answer as the shared cache stores it, with a body of ten bytes. */
    static StoredResponse stored(int status, String... headers) {
        return stored(SHARED, get(), response(status, headers));
    }

    static StoredResponse stored(CacheRules rules, CacheRequest request, OriginResponse response) {
        return switch (rules.storing(request, response)) {
            case Storing.Store(StoredResponse kept) ->
                kept.extent() instanceof Extent.Whole ? kept.withExtent(new Extent.Whole(10)) : kept;
            case Storing.Skip(String reason) -> throw new AssertionError("not stored: " + reason);
        };
    }

    static boolean isStored(CacheRules rules, int status, String... headers) {
        return rules.storing(get(), response(status, headers)) instanceof Storing.Store;
    }

    /** What becomes of a plain GET, some seconds after the answer came. */
    static Verdict after(CacheRules rules, long seconds, StoredResponse... stored) {
        return after(rules, seconds, get(), stored);
    }

    static Verdict after(CacheRules rules, long seconds, CacheRequest request, StoredResponse... stored) {
        return rules.decide(request, List.of(stored), NOW.plusSeconds(seconds));
    }

    static boolean isFresh(CacheRules rules, long seconds, String... headers) {
        if (!(rules.storing(get(), response(200, headers)) instanceof Storing.Store(StoredResponse kept))) {
            return false;
        }
        return after(rules, seconds, kept) instanceof Verdict.Fresh;
    }

    /** An HTTP date relative to now. */
    static String date(long seconds) {
        return HttpDate.format(NOW.plusSeconds(seconds));
    }
}
