package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.Request;
import java.net.URI;

/**
 * The endpoints of one logical origin, and how requests are spread over them. Two are equal only if they share their
 * source.
 *
 * @param origin scheme, host and port, e.g. {@code http://orders.internal:80}; the host need not have an address
 * @param source where the endpoints come from; at most 1,024 of them are used
 * @param policy how they are used
 */
public record Endpoints(String origin, EndpointSource source, BalancePolicy policy) {
    /** Endpoints under the default policy; a path in the URI does not count. */
    public static Endpoints of(String origin, EndpointSource source) {
        return new Endpoints(Request.originOf(Request.get(URI.create(origin)).uri()), source, BalancePolicy.DEFAULT);
    }

    /** The same for a list that never changes; the addresses may be private ones. */
    public static Endpoints of(String origin, Endpoint... endpoints) {
        return of(origin, EndpointSource.of(endpoints));
    }

    public Endpoints withPolicy(BalancePolicy other) {
        return new Endpoints(origin, source, other);
    }
}
