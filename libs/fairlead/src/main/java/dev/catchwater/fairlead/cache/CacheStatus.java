package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.structured.BareItem;
import dev.catchwater.fairlead.structured.Item;
import dev.catchwater.fairlead.structured.Parameters;
import dev.catchwater.fairlead.structured.StructuredFieldException;
import java.time.Duration;

/**
 * How this cache handled a request, for the Cache-Status field (RFC 9211). Each {@code with…} adds its parameter, once.
 *
 * @param serialize the member of the list
 */
public record CacheStatus(String serialize) {
    private static final String FIELD = "Cache-Status";

    /** It answered from the store. */
    public static CacheStatus hit(String cache) {
        return new CacheStatus(name(cache) + ";hit");
    }

    /** It sent the request on. */
    public static CacheStatus forwarded(String cache, Forward why) {
        return new CacheStatus(name(cache) + ";fwd=" + why.token());
    }

    private static String name(String cache) {
        try {
            return text(new BareItem.Token(cache));
        } catch (StructuredFieldException noToken) {
            return text(new BareItem.Text(cache));
        }
    }

    private static String text(BareItem item) {
        return new Item(item, Parameters.NONE).serialize();
    }

    /** The status that came back (§2.3), where it is not the answer's own. */
    public CacheStatus withForwardStatus(int status) {
        return and(";fwd-status=" + status);
    }

    /** How long the response stays fresh (§2.4); negative if it is stale. */
    public CacheStatus withTtl(Duration remaining) {
        return and(";ttl=" + remaining.toSeconds());
    }

    /** Whether the response was stored (§2.5). */
    public CacheStatus withStored(boolean stored) {
        return and(stored ? ";stored" : ";stored=?0");
    }

    /** Whether the request was answered together with others (§2.6). */
    public CacheStatus withCollapsed(boolean collapsed) {
        return and(collapsed ? ";collapsed" : ";collapsed=?0");
    }

    /** A representation of the key (§2.7); only for those who may see it. */
    public CacheStatus withKey(String key) {
        return and(";key=" + text(new BareItem.Text(key)));
    }

    /** More, for people (§2.8). */
    public CacheStatus withDetail(String detail) {
        return and(";detail=" + text(new BareItem.Text(detail)));
    }

    private CacheStatus and(String parameter) {
        return new CacheStatus(serialize + parameter);
    }

    /** The fields with this one's member after those of caches nearer to the origin (§2). */
    public Headers addTo(Headers response) {
        return response.and(Headers.received(new String[] {FIELD, serialize}));
    }
}
