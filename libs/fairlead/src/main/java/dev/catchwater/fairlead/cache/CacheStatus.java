package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.structured.BareItem;
import dev.catchwater.fairlead.structured.Item;
import dev.catchwater.fairlead.structured.Parameters;
import dev.catchwater.fairlead.structured.StructuredFieldException;
import java.time.Duration;

/** How this cache handled a request, for the Cache-Status field (RFC 9211). */
public record CacheStatus(String cache, Parameters parameters) {
    private static final String FIELD = "Cache-Status";

    /** It answered from the store. */
    public static CacheStatus hit(String cache) {
        return new CacheStatus(cache, Parameters.NONE).with("hit", new BareItem.Bool(true));
    }

    /** It sent the request on. */
    public static CacheStatus forwarded(String cache, Forward why) {
        return new CacheStatus(cache, Parameters.NONE).with("fwd", new BareItem.Token(why.token()));
    }

    /** The status that came back (§2.3), where it is not the answer's own. */
    public CacheStatus withForwardStatus(int status) {
        return with("fwd-status", new BareItem.Int(status));
    }

    /** How long the response stays fresh (§2.4); negative if it is stale. */
    public CacheStatus withTtl(Duration remaining) {
        return with("ttl", new BareItem.Int(remaining.toSeconds()));
    }

    /** Whether the response was stored (§2.5). */
    public CacheStatus withStored(boolean stored) {
        return with("stored", new BareItem.Bool(stored));
    }

    /** Whether the request was answered together with others (§2.6). */
    public CacheStatus withCollapsed(boolean collapsed) {
        return with("collapsed", new BareItem.Bool(collapsed));
    }

    /** A representation of the key (§2.7); only for those who may see it. */
    public CacheStatus withKey(String key) {
        return with("key", new BareItem.Text(key));
    }

    /** More, for people (§2.8). */
    public CacheStatus withDetail(String detail) {
        return with("detail", new BareItem.Text(detail));
    }

    private CacheStatus with(String name, BareItem value) {
        return new CacheStatus(cache, parameters.with(name, value));
    }

    /** The member of the list. */
    public String serialize() {
        return new Item(name(), parameters).serialize();
    }

    /** The fields with this one's member after those of caches nearer to the origin (§2). */
    public Headers addTo(Headers response) {
        return response.plus(FIELD, serialize());
    }

    private BareItem name() {
        try {
            return new BareItem.Token(cache);
        } catch (StructuredFieldException noToken) {
            return new BareItem.Text(cache);
        }
    }
}
