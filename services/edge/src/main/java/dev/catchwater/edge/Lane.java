package dev.catchwater.edge;

import dev.catchwater.edge.rate.Rates;
import dev.catchwater.edge.route.Route;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.cache.CacheRules;
import java.net.URI;

/**
 * A route at work.
 *
 * @param rules by which what is stored is judged; the client's own cache has the same
 * @param origin what requests are sent to, without a path
 * @param host what Host says to it; empty: as the client said it
 * @param client asks the store, and the origins for what is not there
 * @param rates to be asked once for each request before it is answered, wherever the answer comes from
 */
public record Lane(Route route, CacheRules rules, URI origin, String host, Next client, Rates rates) {}
