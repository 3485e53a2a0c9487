package dev.catchwater.fairlead.dns;

import dev.catchwater.fairlead.Endpoint;
import java.time.Duration;
import java.util.List;

/**
 * What a look-up found.
 *
 * @param endpoints none: there are none
 * @param ttl the shortest of all that it is made of
 */
record Found(List<Endpoint> endpoints, Duration ttl) {}
